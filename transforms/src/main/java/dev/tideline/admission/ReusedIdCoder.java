package dev.tideline.admission;

import static dev.tideline.encoding.Fields.count;
import static dev.tideline.encoding.Fields.number;
import static dev.tideline.encoding.Fields.text;
import static dev.tideline.encoding.Fields.total;

import dev.tideline.sum.Total;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.AtomicCoder;

/** The bytes of a reused id. */
public final class ReusedIdCoder extends AtomicCoder<ReusedId> {

  private static final long serialVersionUID = 1;
  private static final ReusedIdCoder INSTANCE = new ReusedIdCoder();

  private ReusedIdCoder() {}

  /** The one coder. */
  public static ReusedIdCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(ReusedId reused, OutputStream out) throws IOException {
    text(reused.id(), out);
    number(reused.events(), out);
    count(reused.gross().size(), out);
    for (Map.Entry<String, Total> money : reused.gross().entrySet()) {
      text(money.getKey(), out);
      total(money.getValue(), out);
    }
  }

  @Override
  public ReusedId decode(InputStream in) throws IOException {
    String id = text(in);
    long events = number(in);
    SortedMap<String, Total> gross = new TreeMap<>();
    for (int left = count(in); left > 0; left--) {
      gross.put(text(in), total(in));
    }
    return new ReusedId(id, events, gross);
  }
}
