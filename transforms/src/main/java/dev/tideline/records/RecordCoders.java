package dev.tideline.records;

import static dev.tideline.encoding.Fields.count;
import static dev.tideline.encoding.Fields.fixed;
import static dev.tideline.encoding.Fields.number;
import static dev.tideline.encoding.Fields.text;
import static dev.tideline.encoding.Fields.total;

import dev.tideline.money.Unposted;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;

/** The bytes of what a source hands over. */
public final class RecordCoders {

  /** A location. */
  public static final Coder<RecordLocation> LOCATION = new LocationCoder();

  /** A record that nobody has looked into. */
  public static final Coder<RawRecord> RAW_RECORD = new RawRecordCoder();

  /** What an event that does not count says of its money. */
  public static final Coder<Unposted> UNPOSTED = new UnpostedCoder();

  /** A rejected record. */
  public static final Coder<Reject> REJECT = new RejectCoder();

  private static final ByteArrayCoder BYTES = ByteArrayCoder.of();

  private RecordCoders() {}

  private static final class LocationCoder extends AtomicCoder<RecordLocation> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(RecordLocation location, OutputStream out) throws IOException {
      text(location.source(), out);
      count(location.partition() + 1, out);
      number(location.offset(), out);
      number(location.line(), out);
    }

    @Override
    public RecordLocation decode(InputStream in) throws IOException {
      return new RecordLocation(text(in), count(in) - 1, number(in), number(in));
    }
  }

  private static final class RawRecordCoder extends AtomicCoder<RawRecord> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(RawRecord record, OutputStream out) throws IOException {
      BYTES.encode(record.payload(), out);
      LOCATION.encode(record.location(), out);
      fixed(record.ingestTime(), out);
    }

    @Override
    public RawRecord decode(InputStream in) throws IOException {
      return new RawRecord(BYTES.decode(in), LOCATION.decode(in), fixed(in));
    }
  }

  private static final class UnpostedCoder extends AtomicCoder<Unposted> {
    private static final long serialVersionUID = 1;

    private static final int ID = 1;
    private static final int STORE = 2;
    private static final int TIME = 4;
    private static final int CURRENCY = 8;
    private static final int NET = 16;
    private static final int REPEAT = 32;

    /** What there is of it, a bit each, and then that. */
    @Override
    public void encode(Unposted unposted, OutputStream out) throws IOException {
      count(
          (unposted.eventId() == null ? 0 : ID)
              | (unposted.storeId() == null ? 0 : STORE)
              | (unposted.eventTime() == null ? 0 : TIME)
              | (unposted.currency() == null ? 0 : CURRENCY)
              | (unposted.net() == null ? 0 : NET)
              | (unposted.repeat() ? REPEAT : 0),
          out);
      if (unposted.eventId() != null) {
        text(unposted.eventId(), out);
      }
      if (unposted.storeId() != null) {
        text(unposted.storeId(), out);
      }
      if (unposted.eventTime() != null) {
        fixed(unposted.eventTime(), out);
      }
      if (unposted.currency() != null) {
        text(unposted.currency(), out);
      }
      if (unposted.net() != null) {
        total(unposted.net(), out);
      }
    }

    @Override
    public Unposted decode(InputStream in) throws IOException {
      int has = count(in);
      return new Unposted(
          (has & ID) == 0 ? null : text(in),
          (has & STORE) == 0 ? null : text(in),
          (has & TIME) == 0 ? null : (Long) fixed(in),
          (has & CURRENCY) == 0 ? null : text(in),
          (has & NET) == 0 ? null : total(in),
          (has & REPEAT) != 0);
    }
  }

  private static final class RejectCoder extends AtomicCoder<Reject> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(Reject reject, OutputStream out) throws IOException {
      text(reject.reason().name(), out);
      text(reject.detail(), out);
      text(reject.value(), out);
      LOCATION.encode(reject.location(), out);
      fixed(reject.ingestTime(), out);
      text(reject.payload().text(), out);
      count(reject.payload().size(), out);
      UNPOSTED.encode(reject.unposted(), out);
    }

    @Override
    public Reject decode(InputStream in) throws IOException {
      return new Reject(
          RejectReason.valueOf(text(in)),
          text(in),
          text(in),
          LOCATION.decode(in),
          fixed(in),
          new Payload(text(in), count(in)),
          UNPOSTED.decode(in));
    }
  }
}
