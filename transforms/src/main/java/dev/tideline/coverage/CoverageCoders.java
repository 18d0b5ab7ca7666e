package dev.tideline.coverage;

import static dev.tideline.encoding.Fields.count;
import static dev.tideline.encoding.Fields.number;
import static dev.tideline.encoding.Fields.text;

import dev.tideline.records.SourcePartition;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.values.KV;

/** The bytes of what was read of a source. */
public final class CoverageCoders {

  /** A partition. */
  public static final Coder<SourcePartition> PARTITION = new PartitionCoder();

  /** What was read of one. */
  public static final Coder<Coverage> COVERAGE = new CoverageCoder();

  /** What was read of which. */
  public static final Coder<KV<SourcePartition, Coverage>> OF_PARTITION =
      KvCoder.of(PARTITION, COVERAGE);

  private CoverageCoders() {}

  private static final class PartitionCoder extends AtomicCoder<SourcePartition> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(SourcePartition partition, OutputStream out) throws IOException {
      text(partition.source(), out);
      count(partition.partition(), out);
    }

    @Override
    public SourcePartition decode(InputStream in) throws IOException {
      return new SourcePartition(text(in), count(in));
    }
  }

  private static final class CoverageCoder extends AtomicCoder<Coverage> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(Coverage coverage, OutputStream out) throws IOException {
      count(coverage.spans().size(), out);
      for (Coverage.Span span : coverage.spans()) {
        number(span.from(), out);
        number(span.to() - span.from(), out);
      }
      number(coverage.length(), out);
      number(coverage.records(), out);
    }

    @Override
    public Coverage decode(InputStream in) throws IOException {
      int size = count(in);
      List<Coverage.Span> spans = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        long from = number(in);
        spans.add(new Coverage.Span(from, from + number(in)));
      }
      return new Coverage(spans, number(in), number(in));
    }
  }
}
