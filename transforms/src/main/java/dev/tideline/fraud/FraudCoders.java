package dev.tideline.fraud;

import static dev.tideline.encoding.Fields.count;
import static dev.tideline.encoding.Fields.fixed;
import static dev.tideline.encoding.Fields.number;
import static dev.tideline.encoding.Fields.text;

import dev.tideline.payment.PaymentCoders;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;

/** The bytes of fraud-velocity's types. */
public final class FraudCoders {

  /** A payment on its way to its card. */
  public static final Coder<CardPayment> PAYMENT = new PaymentCoder();

  /** A card's state. */
  public static final Coder<CardHistory> HISTORY = new HistoryCoder();

  /** A signal. */
  public static final Coder<FraudSignal> SIGNAL = new SignalCoder();

  private FraudCoders() {}

  private static final class PaymentCoder extends AtomicCoder<CardPayment> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(CardPayment payment, OutputStream out) throws IOException {
      text(payment.paymentId(), out);
      fixed(payment.content(), out);
      fixed(payment.eventTime(), out);
      number(payment.amount(), out);
      fixed(payment.ingestTime(), out);
    }

    @Override
    public CardPayment decode(InputStream in) throws IOException {
      return new CardPayment(text(in), fixed(in), fixed(in), number(in), fixed(in));
    }
  }

  private static final class HistoryCoder extends AtomicCoder<CardHistory> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(CardHistory history, OutputStream out) throws IOException {
      fixed(history.latestIngest(), out);
      fixed(history.droppedTo(), out);
      count(history.payments().size(), out);
      for (CardPayment payment : history.payments()) {
        PAYMENT.encode(payment, out);
      }
    }

    @Override
    public CardHistory decode(InputStream in) throws IOException {
      long latestIngest = fixed(in);
      long droppedTo = fixed(in);
      int size = count(in);
      List<CardPayment> payments = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        payments.add(PAYMENT.decode(in));
      }
      return new CardHistory(payments, latestIngest, droppedTo);
    }
  }

  private static final class SignalCoder extends AtomicCoder<FraudSignal> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(FraudSignal signal, OutputStream out) throws IOException {
      text(signal.paymentId(), out);
      PaymentCoders.CARD.encode(signal.card(), out);
      fixed(signal.eventTime(), out);
      count(signal.score(), out);
      text(signal.rule(), out);
      count(signal.ruleVersion(), out);
      fixed(signal.ingestTime(), out);
    }

    @Override
    public FraudSignal decode(InputStream in) throws IOException {
      return new FraudSignal(
          text(in),
          PaymentCoders.CARD.decode(in),
          fixed(in),
          count(in),
          text(in),
          count(in),
          fixed(in));
    }
  }
}
