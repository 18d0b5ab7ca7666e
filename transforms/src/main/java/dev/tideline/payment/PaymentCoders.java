package dev.tideline.payment;

import static dev.tideline.encoding.Fields.count;
import static dev.tideline.encoding.Fields.fixed;
import static dev.tideline.encoding.Fields.text;

import dev.tideline.event.Identity;
import dev.tideline.records.RecordCoders;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;

/** The bytes of payments and card tokens. */
public final class PaymentCoders {

  /** A card token: 16 bytes. */
  public static final Coder<CardToken> CARD = new CardCoder();

  /** A payment. */
  public static final Coder<Payment> PAYMENT = new PaymentCoder();

  private PaymentCoders() {}

  private static final class CardCoder extends AtomicCoder<CardToken> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(CardToken card, OutputStream out) throws IOException {
      fixed(card.high(), out);
      fixed(card.low(), out);
    }

    @Override
    public CardToken decode(InputStream in) throws IOException {
      return new CardToken(fixed(in), fixed(in));
    }

    @Override
    public boolean consistentWithEquals() {
      return true; // so runners may compare keys instead of bytes
    }
  }

  /** What tells a payment from every other: all of it, but not when and where it was met. */
  public static Identity identityOf(PaymentView payment) {
    return Identity.of(out -> encodeContent(payment, out));
  }

  /** What {@link PaymentView#content} is of a payment with this identity. */
  public static long contentOf(Identity identity) {
    return identity.low();
  }

  private static void encodeContent(PaymentView payment, OutputStream out) throws IOException {
    text(payment.paymentId(), out);
    text(payment.orderId(), out);
    CARD.encode(payment.card(), out);
    text(payment.storeId(), out);
    text(payment.gateway(), out);
    fixed(payment.amount(), out);
    text(payment.currency(), out);
    fixed(payment.eventTime(), out);
  }

  private static final class PaymentCoder extends AtomicCoder<Payment> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(Payment payment, OutputStream out) throws IOException {
      encodeContent(payment, out);
      fixed(payment.ingestTime(), out);
      count(payment.copy(), out);
      RecordCoders.LOCATION.encode(payment.location(), out);
    }

    @Override
    public Payment decode(InputStream in) throws IOException {
      return new Payment(
          text(in),
          text(in),
          CARD.decode(in),
          text(in),
          text(in),
          fixed(in),
          text(in),
          fixed(in),
          fixed(in),
          count(in),
          RecordCoders.LOCATION.decode(in));
    }
  }
}
