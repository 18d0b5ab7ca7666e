package dev.tideline.ops.dlq;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.tideline.io.deadletters.DeadLetter;
import dev.tideline.io.deadletters.Original;
import dev.tideline.json.Timestamps;
import dev.tideline.pipelines.report.TextTable;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Dead letters as they are shown. */
final class LetterTables {

  private LetterTables() {}

  /** What was found wrong with a record. */
  private record What(String reason, String detail) implements Comparable<What> {
    private static final Comparator<What> ORDER =
        Comparator.comparing(What::reason).thenComparing(What::detail);

    static What of(Original original) {
      return new What(original.letter().reason().name(), original.letter().detail());
    }

    @Override
    public int compareTo(What other) {
      return ORDER.compare(this, other);
    }
  }

  /** How many there are of each reason and field. */
  static TextTable list(List<Original> originals) {
    TextTable table =
        new TextTable(
            List.of(
                "reason", "detail", "records", "replayable", "first ingested", "last ingested"));
    SortedMap<What, List<Original>> alike =
        originals.stream().collect(groupingBy(What::of, TreeMap::new, toList()));
    alike.forEach(
        (what, each) -> {
          LongSummaryStatistics times =
              each.stream()
                  .map(one -> one.letter().ingestTime())
                  .filter(Objects::nonNull)
                  .mapToLong(Long::longValue)
                  .summaryStatistics();
          table.add(
              List.of(
                  what.reason,
                  what.detail,
                  "%,d".formatted(each.size()),
                  "%,d".formatted(each.stream().filter(one -> one.whyNot() == null).count()),
                  times.getCount() == 0 ? "-" : Timestamps.format(times.getMin()),
                  times.getCount() == 0 ? "-" : Timestamps.format(times.getMax())));
        });
    return table;
  }

  /** Each by itself. */
  static TextTable show(List<Original> originals) {
    TextTable table =
        new TextTable(
            List.of("place", "ingested", "reason", "detail", "value", "replay", "kept of it"));
    for (Original each : originals) {
      DeadLetter letter = each.letter();
      table.add(
          List.of(
              letter.location().toString(),
              letter.ingestTime() == null ? "-" : Timestamps.format(letter.ingestTime()),
              letter.reason().name(),
              letter.detail(),
              letter.value(),
              each.whyNot() == null ? "can be replayed" : "can't be replayed: " + each.whyNot(),
              letter.payload()));
    }
    return table;
  }

  /** How many can't be replayed for each reason; nothing if all can. */
  static String not(List<Original> lost) {
    if (lost.isEmpty()) {
      return "";
    }
    TextTable table = new TextTable(List.of("records", "can't be replayed"));
    lost.stream()
        .collect(groupingBy(Original::whyNot, TreeMap::new, counting()))
        .forEach((why, records) -> table.add(List.of("%,d".formatted(records), why)));
    return table.toString();
  }
}
