package dev.tideline.io.kafka.source;

import static dev.tideline.encoding.Fields.count;
import static dev.tideline.encoding.Fields.number;
import static dev.tideline.encoding.Fields.text;

import dev.tideline.records.SourceRange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;

/**
 * A part of one partition, as an element that tells a worker what to read.
 *
 * @param topic the topic
 * @param partition its partition
 * @param start the first offset whose record is handed over
 * @param end the offset past the last
 */
public record OffsetRange(String topic, int partition, long start, long end) {

  /** Its bytes. */
  public static final Coder<OffsetRange> CODER = new RangeCoder();

  public OffsetRange {
    if (start > end) {
      throw new IllegalArgumentException(
          "no range of %s-%d: from %d to %d".formatted(topic, partition, start, end));
    }
  }

  /** As a stretch of the topic. */
  SourceRange range() {
    return new SourceRange(topic, partition, start, end);
  }

  private static final class RangeCoder extends AtomicCoder<OffsetRange> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(OffsetRange range, OutputStream out) throws IOException {
      text(range.topic, out);
      count(range.partition, out);
      number(range.start, out);
      number(range.end, out);
    }

    @Override
    public OffsetRange decode(InputStream in) throws IOException {
      return new OffsetRange(text(in), count(in), number(in), number(in));
    }
  }
}
