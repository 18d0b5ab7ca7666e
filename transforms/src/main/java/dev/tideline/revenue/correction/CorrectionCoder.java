package dev.tideline.revenue.correction;

import static dev.tideline.encoding.Fields.count;
import static dev.tideline.encoding.Fields.fixed;
import static dev.tideline.encoding.Fields.number;
import static dev.tideline.encoding.Fields.text;

import dev.tideline.revenue.Revenue;
import dev.tideline.revenue.RevenueCoders;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.AtomicCoder;

/** The bytes of a correction. */
final class CorrectionCoder extends AtomicCoder<Correction> {

  private static final long serialVersionUID = 1;

  /** The one coder. */
  static final CorrectionCoder INSTANCE = new CorrectionCoder();

  private CorrectionCoder() {}

  @Override
  public void encode(Correction correction, OutputStream out) throws IOException {
    text(correction.eventId(), out);
    text(correction.storeId(), out);
    text(correction.currency(), out);
    fixed(correction.eventTime(), out);
    fixed(correction.ingestTime(), out);
    number(correction.day(), out);
    count(correction.was() ? 1 : 0, out);
    count(correction.is() ? 1 : 0, out);
    text(correction.cause().name(), out);
    count(correction.booked().size(), out);
    for (Map.Entry<String, Revenue> category : correction.booked().entrySet()) {
      text(category.getKey(), out);
      RevenueCoders.REVENUE.encode(category.getValue(), out);
    }
  }

  @Override
  public Correction decode(InputStream in) throws IOException {
    String eventId = text(in);
    String storeId = text(in);
    String currency = text(in);
    long eventTime = fixed(in);
    long ingestTime = fixed(in);
    int day = (int) number(in);
    boolean was = count(in) > 0;
    boolean is = count(in) > 0;
    CorrectionCause cause = CorrectionCause.valueOf(text(in));
    SortedMap<String, Revenue> booked = new TreeMap<>();
    for (int left = count(in); left > 0; left--) {
      booked.put(text(in), RevenueCoders.REVENUE.decode(in));
    }
    return new Correction(
        eventId, storeId, currency, eventTime, ingestTime, day, was, is, cause, booked);
  }
}
