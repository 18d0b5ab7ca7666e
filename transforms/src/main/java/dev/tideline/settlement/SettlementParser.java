package dev.tideline.settlement;

import dev.tideline.money.Amount;
import dev.tideline.money.Currencies;
import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RejectReason;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.function.UnaryOperator;

/** Reads the fields of a bank's lines, by its layout, on one thread. */
public final class SettlementParser {

  private final SettlementLayout layout;

  // Most lines of a file are of one day, and to read it takes longer than all else of a line.
  private String dayAsWritten = "";
  private LocalDate day;

  /** By a layout. */
  public SettlementParser(SettlementLayout layout) {
    this.layout = layout;
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
      String currency = currency();
      return new SettlementLine(
          layout.bank(),
          needed(SettlementField.LINE_ID),
          text(SettlementField.PAYMENT_ID),
          text(SettlementField.STORE_ID),
          kind,
          inMinorUnits(amount(kind), currency),
          fee(),
          currency,
          rate(),
          settledOn(),
          text(SettlementField.PAYOUT_ID),
          text(SettlementField.REVERSES));
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

    private String currency() throws BrokenRecord {
      String currency = needed(SettlementField.CURRENCY);
      if (!Currencies.isKnown(currency)) {
        throw broken(RejectReason.UNKNOWN_CURRENCY, SettlementField.CURRENCY);
      }
      return currency;
    }

    private long amount(SettlementKind kind) throws BrokenRecord {
      if (layout.columns().containsKey(SettlementField.DEBIT)) {
        return creditOrDebit();
      }
      if (!layout.signedByKind() || kind.sign() == 0) {
        return number(SettlementField.AMOUNT);
      }
      return kind.sign() * unsigned(SettlementField.AMOUNT);
    }

    /** The column that a line does not use is empty, or has a zero. */
    private long creditOrDebit() throws BrokenRecord {
      boolean credited = !text(SettlementField.AMOUNT).isEmpty();
      boolean debited = !text(SettlementField.DEBIT).isEmpty();
      if (!credited && !debited) {
        throw broken(RejectReason.MISSING_FIELD, SettlementField.AMOUNT);
      }
      long credit = credited ? unsigned(SettlementField.AMOUNT) : 0;
      long debit = debited ? unsigned(SettlementField.DEBIT) : 0;
      if (credit != 0 && debit != 0) {
        throw broken(RejectReason.BAD_AMOUNT, SettlementField.DEBIT);
      }
      return credit - debit;
    }

    /** Money is moved in whole minor units; only fees are reckoned in parts of them. */
    private long inMinorUnits(long amount, String currency) throws BrokenRecord {
      if (amount % Currencies.minorUnit(currency) != 0) {
        throw broken(RejectReason.BAD_AMOUNT, SettlementField.AMOUNT);
      }
      return amount;
    }

    private long fee() throws BrokenRecord {
      if (text(SettlementField.FEE).isEmpty()) {
        return 0;
      }
      long fee = number(SettlementField.FEE);
      return layout.feesNegative() ? -fee : fee;
    }

    private long unsigned(SettlementField field) throws BrokenRecord {
      long number = number(field);
      if (number < 0) {
        throw broken(RejectReason.NEGATIVE_AMOUNT, field);
      }
      return number;
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
        return null;
      }
      try {
        BigDecimal rate = new BigDecimal(layout.numbers().plain(text));
        if (rate.signum() <= 0) {
          throw broken(RejectReason.BAD_AMOUNT, SettlementField.RATE);
        }
        return rate.stripTrailingZeros(); // so that lines which say the same are equal
      } catch (NumberFormatException malformed) {
        throw broken(RejectReason.BAD_AMOUNT, SettlementField.RATE);
      }
    }

    private LocalDate settledOn() throws BrokenRecord {
      String written = needed(SettlementField.SETTLED_ON);
      if (written.equals(dayAsWritten)) {
        return day;
      }
      try {
        day = LocalDate.parse(written, layout.dates());
        dayAsWritten = written;
        return day;
      } catch (DateTimeException malformed) {
        throw broken(RejectReason.BAD_TIME, SettlementField.SETTLED_ON);
      }
    }

    private BrokenRecord broken(RejectReason reason, SettlementField field) {
      return new BrokenRecord(reason, field.word(), RawRecord.IN_PAYLOAD);
    }
  }
}
