package dev.tideline.settlement;

import dev.tideline.money.Amount;
import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RejectReason;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Reads the fields of a bank's lines, by its layout. */
public final class SettlementParser {

  private final SettlementLayout layout;
  private final DateTimeFormatter dates;

  /**
   * By a layout.
   *
   * @throws IllegalArgumentException if its dates have no form
   */
  public SettlementParser(SettlementLayout layout) {
    this.layout = layout;
    this.dates =
        DateTimeFormatter.ofPattern(layout.dates(), Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);
  }

  /**
   * Reads a line.
   *
   * @param columns the text in a column, by the column's name; null if the line is too short
   * @throws BrokenRecord naming the field at fault
   */
  public SettlementLine read(UnaryOperator<String> columns) throws BrokenRecord {
    return new Line(columns).read();
  }

  private final class Line {
    private final UnaryOperator<String> columns;

    Line(UnaryOperator<String> columns) {
      this.columns = columns;
    }

    SettlementLine read() throws BrokenRecord {
      SettlementKind kind = kind();
      return new SettlementLine(
          needed(SettlementField.LINE_ID),
          text(SettlementField.PAYMENT_ID),
          text(SettlementField.STORE_ID),
          kind,
          amount(kind),
          fee(),
          needed(SettlementField.CURRENCY),
          rate(),
          settledOn(),
          text(SettlementField.PAYOUT_ID));
    }

    /** Empty if there is none. */
    private String text(SettlementField field) {
      String column = layout.columns().get(field);
      String text = column == null ? layout.constants().get(field) : columns.apply(column);
      return text == null ? "" : text.strip();
    }

    private String needed(SettlementField field) throws BrokenRecord {
      String text = text(field);
      if (text.isEmpty()) {
        throw broken(RejectReason.MISSING_FIELD, field);
      }
      return text;
    }

    private SettlementKind kind() throws BrokenRecord {
      SettlementKind kind = layout.kinds().get(needed(SettlementField.KIND));
      if (kind == null) {
        throw broken(RejectReason.UNKNOWN_TYPE, SettlementField.KIND);
      }
      return kind;
    }

    private long amount(SettlementKind kind) throws BrokenRecord {
      if (layout.columns().containsKey(SettlementField.DEBIT)) {
        boolean credited = !text(SettlementField.AMOUNT).isEmpty();
        if (credited != text(SettlementField.DEBIT).isEmpty()) {
          throw broken(RejectReason.BAD_AMOUNT, SettlementField.DEBIT);
        }
        return credited ? number(SettlementField.AMOUNT) : -number(SettlementField.DEBIT);
      }
      long amount = number(SettlementField.AMOUNT);
      if (!layout.signedByKind() || kind.sign() == 0) {
        return amount;
      }
      if (amount < 0) {
        throw broken(RejectReason.NEGATIVE_AMOUNT, SettlementField.AMOUNT);
      }
      return kind.sign() * amount;
    }

    private long fee() throws BrokenRecord {
      if (text(SettlementField.FEE).isEmpty()) {
        return 0;
      }
      long fee = number(SettlementField.FEE);
      return layout.feesNegative() ? -fee : fee;
    }

    private long number(SettlementField field) throws BrokenRecord {
      try {
        long amount = layout.numbers().parse(needed(field));
        if (Math.abs(amount) > Amount.LARGEST) {
          throw broken(RejectReason.AMOUNT_OVERFLOW, field);
        }
        return amount;
      } catch (NumberFormatException malformed) {
        throw broken(RejectReason.BAD_AMOUNT, field);
      } catch (ArithmeticException overflow) {
        throw broken(RejectReason.AMOUNT_OVERFLOW, field);
      }
    }

    private BigDecimal rate() throws BrokenRecord {
      String text = text(SettlementField.RATE);
      if (text.isEmpty()) {
        return BigDecimal.ONE;
      }
      try {
        BigDecimal rate = new BigDecimal(layout.numbers().plain(text));
        if (rate.signum() <= 0) {
          throw broken(RejectReason.BAD_AMOUNT, SettlementField.RATE);
        }
        return rate;
      } catch (NumberFormatException malformed) {
        throw broken(RejectReason.BAD_AMOUNT, SettlementField.RATE);
      }
    }

    private LocalDate settledOn() throws BrokenRecord {
      try {
        return LocalDate.parse(needed(SettlementField.SETTLED_ON), dates);
      } catch (DateTimeException malformed) {
        throw broken(RejectReason.BAD_TIME, SettlementField.SETTLED_ON);
      }
    }

    private BrokenRecord broken(RejectReason reason, SettlementField field) {
      return new BrokenRecord(reason, field.word(), RawRecord.IN_PAYLOAD);
    }
  }
}
