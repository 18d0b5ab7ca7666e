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
 */
public record LedgerRead(LedgerEntry total, List<String> faults) {

  private static final int MOST = 20;

  /**
   * Reads the ledger of an answer.
   *
   * @throws IOException if it can't be read
   */
  public static LedgerRead of(WrittenAnswer answer) throws IOException {
    Minutes minutes = new Minutes();
    answer.ledger(minutes::add);
    if (minutes.unbalanced > MOST) {
      minutes.faults.add("and %,d more minutes like these".formatted(minutes.unbalanced - MOST));
    }
    return new LedgerRead(minutes.total, List.copyOf(minutes.faults));
  }

  private static final class Minutes {

    private LedgerEntry total = LedgerEntry.ZERO;
    private final List<String> faults = new ArrayList<>();
    private long unbalanced;

    void add(long minute, LedgerEntry entry) {
      total = total.plus(entry);
      if (entry.balanced()) {
        return;
      }
      unbalanced++;
      if (unbalanced <= MOST) {
        faults.add(
            "of the %d records ingested in the minute %s, %d have a fate"
                .formatted(entry.read(), Timestamps.format(minute), entry.withFate()));
      }
    }
  }
}
