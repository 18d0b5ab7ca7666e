package dev.tideline.records;

import static dev.tideline.encoding.Fields.count;
import static dev.tideline.encoding.Fields.fixed;
import static dev.tideline.encoding.Fields.number;
import static dev.tideline.encoding.Fields.text;

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
    }

    @Override
    public Reject decode(InputStream in) throws IOException {
      return new Reject(
          RejectReason.valueOf(text(in)),
          text(in),
          text(in),
          LOCATION.decode(in),
          fixed(in),
          new Payload(text(in), count(in)));
    }
  }
}
