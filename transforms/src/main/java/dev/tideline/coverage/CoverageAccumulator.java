package dev.tideline.coverage;

import dev.tideline.records.SourcePartition;
import dev.tideline.records.SourceRange;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/** Adds up what one bundle has read. Not shared between threads. */
public final class CoverageAccumulator {

  private final Map<SourcePartition, Coverage> read = new TreeMap<>();

  /** A range was read, with so many records. */
  public void read(SourceRange range, long records) {
    read.merge(range.whole(), Coverage.of(range, records), Coverage::plus);
  }

  /** Hands over what was read; the bundle ends. */
  public void drain(
      DoFn<?, ?>.FinishBundleContext context, TupleTag<KV<SourcePartition, Coverage>> coverage) {
    read.forEach(
        (partition, part) ->
            context.output(
                coverage,
                KV.of(partition, part),
                BoundedWindow.TIMESTAMP_MIN_VALUE,
                GlobalWindow.INSTANCE));
    read.clear();
  }
}
