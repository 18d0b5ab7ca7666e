package dev.tideline.fraud;

import static dev.tideline.encoding.Fields.count;
import static dev.tideline.encoding.Fields.fixed;
import static dev.tideline.encoding.Fields.text;

import dev.tideline.payment.PaymentCoders;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;

/** The bytes of fraud-velocity's types. */
public final class FraudCoders {

  /** A signal. */
  public static final Coder<FraudSignal> SIGNAL = new SignalCoder();

  private FraudCoders() {}

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
