package dev.tideline.ledger;

import static dev.tideline.encoding.Fields.count;
import static dev.tideline.encoding.Fields.fixed;
import static dev.tideline.encoding.Fields.number;
import static dev.tideline.encoding.Fields.text;

import dev.tideline.event.OtherCopy;
import dev.tideline.records.RecordCoders;
import dev.tideline.records.RejectReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.values.KV;

/** The bytes of the ledger. */
public final class LedgerCoders {

  /** Counts. */
  public static final Coder<LedgerEntry> ENTRY = new EntryCoder();

  /** Counts of a minute. */
  public static final Coder<KV<Long, LedgerEntry>> MINUTE =
      KvCoder.of(BigEndianLongCoder.of(), ENTRY);

  /** A too-late event. */
  public static final Coder<TooLateEvent> TOO_LATE = new TooLateCoder();

  private LedgerCoders() {}

  private static final class EntryCoder extends AtomicCoder<LedgerEntry> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(LedgerEntry entry, OutputStream out) throws IOException {
      number(entry.read(), out);
      number(entry.counted(), out);
      number(entry.duplicate(), out);
      number(entry.tooLate(), out);
      number(entry.outOfScope(), out);
      count(entry.rejected().size(), out);
      // By name, so that neither the enum's order nor a new reason changes the bytes.
      Map<String, Long> byName = new TreeMap<>();
      entry.rejected().forEach((reason, n) -> byName.put(reason.name(), n));
      for (Map.Entry<String, Long> reason : byName.entrySet()) {
        text(reason.getKey(), out);
        number(reason.getValue(), out);
      }
      number(entry.replaced(), out);
    }

    @Override
    public LedgerEntry decode(InputStream in) throws IOException {
      long read = number(in);
      long counted = number(in);
      long duplicate = number(in);
      long tooLate = number(in);
      long outOfScope = number(in);
      Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
      for (int left = count(in); left > 0; left--) {
        rejected.put(RejectReason.valueOf(text(in)), number(in));
      }
      return new LedgerEntry(read, counted, duplicate, tooLate, outOfScope, rejected, number(in));
    }
  }

  private static final class TooLateCoder extends AtomicCoder<TooLateEvent> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(TooLateEvent event, OutputStream out) throws IOException {
      RecordCoders.LOCATION.encode(event.location(), out);
      RecordCoders.UNPOSTED.encode(event.unposted(), out);
      fixed(event.ingestTime(), out);
      text(event.otherCopy().name(), out);
      text(event.event(), out);
    }

    @Override
    public TooLateEvent decode(InputStream in) throws IOException {
      return new TooLateEvent(
          RecordCoders.LOCATION.decode(in),
          RecordCoders.UNPOSTED.decode(in),
          fixed(in),
          OtherCopy.valueOf(text(in)),
          text(in));
    }
  }
}
