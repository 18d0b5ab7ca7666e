package dev.tideline.pipelines.report;

import dev.tideline.coverage.Coverage;
import dev.tideline.io.answer.WrittenAnswer;
import dev.tideline.records.SourcePartition;
import dev.tideline.records.SourceRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What a report says of how much of the source was read.
 *
 * @param faults a sentence for each stretch that was not read, or read twice; empty if there is
 *     none
 * @param records how many records there were in it, if the ledger is to have just as many
 */
public record CoverageRead(List<String> faults, OptionalLong records) {

  private static final int MOST = 20;

  /** Of a source that does not say what it holds. */
  public static final CoverageRead UNKNOWN = new CoverageRead(List.of(), OptionalLong.empty());

  /**
   * Compares what was read with what the source holds.
   *
   * @param holds the stretches that were to be read
   * @throws IOException if the answer can't be read
   */
  public static CoverageRead of(WrittenAnswer answer, List<SourceRange> holds) throws IOException {
    Map<SourcePartition, Coverage> read = new TreeMap<>();
    answer.coverage((partition, coverage) -> read.merge(partition, coverage, Coverage::plus));
    Map<SourcePartition, SourceRange> all = new TreeMap<>();
    // Of what the run did not know of when it began nothing may be missing between.
    read.forEach(
        (partition, coverage) ->
            coverage.spans().stream()
                .findFirst()
                .ifPresent(
                    first ->
                        all.put(
                            partition,
                            new SourceRange(
                                partition.source(),
                                partition.partition(),
                                first.from(),
                                Long.MAX_VALUE))));
    holds.forEach(range -> all.put(range.whole(), range));
    List<String> faults = new ArrayList<>();
    all.forEach(
        (partition, range) -> {
          Coverage coverage = read.getOrDefault(partition, Coverage.NONE);
          for (Coverage.Span span : coverage.missing(range.from(), range.to())) {
            faults.add(
                "of %s, partition %d, nothing was read from %d to %d"
                    .formatted(partition.source(), partition.partition(), span.from(), span.to()));
          }
        });
    read.forEach(
        (partition, coverage) -> {
          if (coverage.repeated() > 0) {
            faults.add(
                "of %s, partition %d, a length of %d was read twice"
                    .formatted(partition.source(), partition.partition(), coverage.repeated()));
          }
        });
    if (faults.size() > MOST) {
      String more = "and " + Counted.of(faults.size() - MOST, "fault") + " more like these";
      faults.subList(MOST, faults.size()).clear();
      faults.add(more);
    }
    return new CoverageRead(
        List.copyOf(faults),
        answer.isOfOneRun() && !read.isEmpty()
            ? OptionalLong.of(read.values().stream().mapToLong(Coverage::records).sum())
            : OptionalLong.empty());
  }
}
