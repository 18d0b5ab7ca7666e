package dev.tideline.coverage;

import dev.tideline.records.SourcePartition;
import dev.tideline.sum.SumFn;
import dev.tideline.windowing.WindowPolicies;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;

/**
 * Adds up what was read of each partition and file.
 *
 * <p>Input: parts of the coverage. Window: global ({@link WindowPolicies#coverage}). Output: what
 * was read of a partition or file since the run, or its state, began, each time it has grown; the
 * last is final.
 */
public final class KeepCoverage
    extends PTransform<
        PCollection<KV<SourcePartition, Coverage>>, PCollection<KV<SourcePartition, Coverage>>> {

  private static final long serialVersionUID = 1;

  private final Duration early;

  private KeepCoverage(Duration early) {
    this.early = early;
  }

  /** Adds up, firing this often before the source has ended. */
  public static KeepCoverage firingEvery(Duration often) {
    return new KeepCoverage(often);
  }

  @Override
  public PCollection<KV<SourcePartition, Coverage>> expand(
      PCollection<KV<SourcePartition, Coverage>> parts) {
    return parts
        .apply("OfAllTime", WindowPolicies.<KV<SourcePartition, Coverage>>coverage(early))
        .apply("AddUp", Combine.perKey(SumFn.from(() -> Coverage.NONE)))
        .setCoder(CoverageCoders.OF_PARTITION);
  }
}
