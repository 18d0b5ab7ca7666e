package dev.tideline.reconciliation;

import static dev.tideline.encoding.Fields.count;
import static dev.tideline.encoding.Fields.fixed;
import static dev.tideline.encoding.Fields.number;
import static dev.tideline.encoding.Fields.text;
import static dev.tideline.encoding.Fields.total;

import dev.tideline.order.OrderType;
import dev.tideline.reconciliation.rules.OrderMovement;
import dev.tideline.reconciliation.rules.PaymentMade;
import dev.tideline.reconciliation.rules.ReconciliationAccount;
import dev.tideline.reconciliation.rules.ReconciliationRow;
import dev.tideline.reconciliation.rules.ReconciliationState;
import dev.tideline.reconciliation.rules.ReconciliationSums;
import dev.tideline.reconciliation.rules.SettledPayment;
import dev.tideline.reconciliation.rules.StandingLine;
import dev.tideline.settlement.SettlementKind;
import dev.tideline.settlement.SettlementLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;

/** The bytes of what is reconciled. */
public final class ReconciliationCoders {

  /** A line of the bank's. */
  public static final Coder<BankLine> BANK_LINE = new BankLineCoder();

  /** A row. */
  public static final Coder<ReconciliationRow> ROW = new RowCoder();

  static final Coder<OrderMovement> MOVEMENT = new MovementCoder();
  static final Coder<PaymentMade> PAYMENT = new PaymentCoder();
  static final Coder<SettlementLine> LINE = new LineCoder();
  static final Coder<StandingLine> STANDING = new StandingCoder();
  static final Coder<SettledPayment> SETTLED = new SettledCoder();
  static final Coder<ReconciliationAccount> ACCOUNT = new AccountCoder();
  static final Coder<ReconciliationSums> SUMS = new SumsCoder();

  private ReconciliationCoders() {}

  private static final class BankLineCoder extends AtomicCoder<BankLine> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(BankLine line, OutputStream out) throws IOException {
      text(line.file(), out);
      number(line.number(), out);
      LINE.encode(line.line(), out);
    }

    @Override
    public BankLine decode(InputStream in) throws IOException {
      return new BankLine(text(in), number(in), LINE.decode(in));
    }
  }

  private static final class LineCoder extends AtomicCoder<SettlementLine> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(SettlementLine line, OutputStream out) throws IOException {
      text(line.bank(), out);
      text(line.lineId(), out);
      text(line.paymentId(), out);
      text(line.storeId(), out);
      text(line.kind().name(), out);
      fixed(line.amount(), out);
      fixed(line.fee(), out);
      text(line.currency(), out);
      text(line.rate() == null ? "" : line.rate().toString(), out);
      number(line.settledOn().toEpochDay(), out);
      text(line.payoutId(), out);
      text(line.reverses(), out);
    }

    @Override
    public SettlementLine decode(InputStream in) throws IOException {
      return new SettlementLine(
          text(in),
          text(in),
          text(in),
          text(in),
          SettlementKind.valueOf(text(in)),
          fixed(in),
          fixed(in),
          text(in),
          rate(text(in)),
          LocalDate.ofEpochDay(number(in)),
          text(in),
          text(in));
    }

    private static BigDecimal rate(String text) {
      return text.isEmpty() ? null : new BigDecimal(text);
    }
  }

  private static final class StandingCoder extends AtomicCoder<StandingLine> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(StandingLine standing, OutputStream out) throws IOException {
      LINE.encode(standing.line(), out);
      count(standing.until(), out);
    }

    @Override
    public StandingLine decode(InputStream in) throws IOException {
      return new StandingLine(LINE.decode(in), count(in));
    }
  }

  private static final class MovementCoder extends AtomicCoder<OrderMovement> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(OrderMovement movement, OutputStream out) throws IOException {
      text(movement.orderId(), out);
      text(movement.storeId(), out);
      number(movement.businessDay(), out);
      text(movement.type().name(), out);
      total(movement.gross(), out);
      text(movement.currency(), out);
      fixed(movement.eventTime(), out);
    }

    @Override
    public OrderMovement decode(InputStream in) throws IOException {
      return new OrderMovement(
          text(in),
          text(in),
          (int) number(in),
          OrderType.valueOf(text(in)),
          total(in),
          text(in),
          fixed(in));
    }
  }

  private static final class PaymentCoder extends AtomicCoder<PaymentMade> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(PaymentMade payment, OutputStream out) throws IOException {
      text(payment.paymentId(), out);
      text(payment.orderId(), out);
      text(payment.storeId(), out);
      number(payment.businessDay(), out);
      number(payment.amount(), out);
      text(payment.currency(), out);
      fixed(payment.eventTime(), out);
    }

    @Override
    public PaymentMade decode(InputStream in) throws IOException {
      return new PaymentMade(
          text(in), text(in), text(in), (int) number(in), number(in), text(in), fixed(in));
    }
  }

  private static final class SettledCoder extends AtomicCoder<SettledPayment> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(SettledPayment settled, OutputStream out) throws IOException {
      PAYMENT.encode(settled.payment(), out);
      count(settled.lines().size(), out);
      for (StandingLine line : settled.lines()) {
        STANDING.encode(line, out);
      }
    }

    @Override
    public SettledPayment decode(InputStream in) throws IOException {
      PaymentMade payment = PAYMENT.decode(in);
      List<StandingLine> lines = new ArrayList<>();
      for (int left = count(in); left > 0; left--) {
        lines.add(STANDING.decode(in));
      }
      return new SettledPayment(payment, lines);
    }
  }

  private static final class AccountCoder extends AtomicCoder<ReconciliationAccount> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(ReconciliationAccount account, OutputStream out) throws IOException {
      number(account.businessDay(), out);
      text(account.storeId(), out);
      text(account.currency(), out);
      text(account.kind(), out);
      text(account.state().name(), out);
    }

    @Override
    public ReconciliationAccount decode(InputStream in) throws IOException {
      return new ReconciliationAccount(
          (int) number(in), text(in), text(in), text(in), ReconciliationState.valueOf(text(in)));
    }
  }

  private static final class SumsCoder extends AtomicCoder<ReconciliationSums> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(ReconciliationSums sums, OutputStream out) throws IOException {
      number(sums.items(), out);
      total(sums.amount(), out);
      total(sums.reversed(), out);
      total(sums.settled(), out);
      total(sums.difference(), out);
      total(sums.rounding(), out);
      total(sums.chargedBack(), out);
      total(sums.fees(), out);
    }

    @Override
    public ReconciliationSums decode(InputStream in) throws IOException {
      return new ReconciliationSums(
          number(in), total(in), total(in), total(in), total(in), total(in), total(in), total(in));
    }
  }

  private static final class RowCoder extends AtomicCoder<ReconciliationRow> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(ReconciliationRow row, OutputStream out) throws IOException {
      ACCOUNT.encode(row.account(), out);
      SUMS.encode(row.sums(), out);
    }

    @Override
    public ReconciliationRow decode(InputStream in) throws IOException {
      return new ReconciliationRow(ACCOUNT.decode(in), SUMS.decode(in));
    }
  }
}
