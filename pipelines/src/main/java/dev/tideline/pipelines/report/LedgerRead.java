package dev.tideline.pipelines.report;

import dev.tideline.io.answer.WrittenAnswer;
import dev.tideline.json.Timestamps;
import dev.tideline.ledger.LedgerEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a report says of the ledger, each minute of which was seen once.
 *
 * @param total what became of all records together
 * @param faults a sentence for each minute whose records don't all have one fate, or for many of
 *     them; empty if there is none
 * @param excess those of them that have more fates than records, which no record that is still to
 *     get its fate can mend
 */
public record LedgerRead(LedgerEntry total, List<String> faults, List<String> excess) {

  private static final int MOST = 20;

  /**
   * Reads the ledger of an answer.
   *
   * @throws IOException if it can't be read
   */
  public static LedgerRead of(WrittenAnswer answer) throws IOException {
    Minutes minutes = new Minutes();
    answer.ledger(minutes::add);
    return new LedgerRead(minutes.total, minutes.unbalanced.told(), minutes.excess.told());
  }

  private static final class Minutes {

    private LedgerEntry total = LedgerEntry.ZERO;
    private final Faults unbalanced = new Faults();
    private final Faults excess = new Faults();

    void add(long minute, LedgerEntry entry) {
      total = total.plus(entry);
      if (entry.balanced()) {
        return;
      }
      String fault =
          "of the %d records ingested in the minute %s, %d have a fate"
              .formatted(entry.read(), Timestamps.format(minute), entry.withFate());
      unbalanced.add(fault);
      if (entry.withFate() > entry.read()) {
        excess.add(fault);
      }
    }
  }

  /** The first of them in full, and how many more there are. */
  private static final class Faults {

    private final List<String> first = new ArrayList<>();
    private long more;

    void add(String fault) {
      if (first.size() < MOST) {
        first.add(fault);
      } else {
        more++;
      }
    }

    List<String> told() {
      List<String> told = new ArrayList<>(first);
      if (more > 0) {
        told.add("and " + Counted.of(more, "more minute") + " like these");
      }
      return List.copyOf(told);
    }
  }
}
