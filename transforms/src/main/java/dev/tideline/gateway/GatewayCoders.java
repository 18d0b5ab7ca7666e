package dev.tideline.gateway;

import static dev.tideline.encoding.Fields.count;
import static dev.tideline.encoding.Fields.fixed;
import static dev.tideline.encoding.Fields.number;
import static dev.tideline.encoding.Fields.text;
import static dev.tideline.encoding.Fields.total;

import dev.tideline.gateway.GatewayCounts.Payments;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.values.KV;

/** The bytes of gateway-health's types. */
public final class GatewayCoders {

  /** Some payments. */
  public static final Coder<Payments> PAYMENTS = new PaymentsCoder();

  /** The payments of a window, by slices. */
  public static final Coder<GatewayCounts> COUNTS = new CountsCoder();

  /** The payments of a gateway and currency. */
  static final Coder<KV<KV<String, String>, GatewayCounts>> COUNTS_OF_GATEWAY =
      KvCoder.of(KvCoder.of(StringUtf8Coder.of(), StringUtf8Coder.of()), COUNTS);

  /** What a payment adds. */
  static final Coder<GatewayPayment> PAYMENT = new PaymentCoder();

  /** A row. */
  public static final Coder<GatewayRow> ROW = new RowCoder();

  private GatewayCoders() {}

  private static final class PaymentCoder extends AtomicCoder<GatewayPayment> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(GatewayPayment payment, OutputStream out) throws IOException {
      text(payment.gateway(), out);
      text(payment.currency(), out);
      fixed(payment.eventTime(), out);
      number(payment.amount(), out);
    }

    @Override
    public GatewayPayment decode(InputStream in) throws IOException {
      return new GatewayPayment(text(in), text(in), fixed(in), number(in));
    }
  }

  private static final class PaymentsCoder extends AtomicCoder<Payments> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(Payments payments, OutputStream out) throws IOException {
      number(payments.count(), out);
      total(payments.amount(), out);
    }

    @Override
    public Payments decode(InputStream in) throws IOException {
      return new Payments(number(in), total(in));
    }
  }

  private static final class CountsCoder extends AtomicCoder<GatewayCounts> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(GatewayCounts counts, OutputStream out) throws IOException {
      count(counts.slices().size(), out);
      for (Map.Entry<Long, Payments> slice : counts.slices().entrySet()) {
        fixed(slice.getKey(), out);
        PAYMENTS.encode(slice.getValue(), out);
      }
    }

    @Override
    public GatewayCounts decode(InputStream in) throws IOException {
      SortedMap<Long, Payments> slices = new TreeMap<>();
      for (int left = count(in); left > 0; left--) {
        slices.put(fixed(in), PAYMENTS.decode(in));
      }
      return new GatewayCounts(slices);
    }
  }

  private static final class RowCoder extends AtomicCoder<GatewayRow> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(GatewayRow row, OutputStream out) throws IOException {
      text(row.gateway(), out);
      text(row.currency(), out);
      fixed(row.windowEnd(), out);
      PAYMENTS.encode(row.last(), out);
      PAYMENTS.encode(row.hour(), out);
      text(row.state().name(), out); // by name, so that the enum's order may change
    }

    @Override
    public GatewayRow decode(InputStream in) throws IOException {
      return new GatewayRow(
          text(in),
          text(in),
          fixed(in),
          PAYMENTS.decode(in),
          PAYMENTS.decode(in),
          GatewayRow.State.valueOf(text(in)));
    }
  }
}
