package dev.tideline.io.kafka;

import java.util.Map;

/**
 * How far a topic reaches, by partition.
 *
 * @param latest the latest time of ingest of any record, ms since the epoch, or {@link
 *     Position#UNKNOWN}
 * @param last the offsets past all records, asked for after these times
 * @param ends the offsets up to which a reader of committed records sees, asked for after that
 */
public record Extent(Map<Integer, Long> latest, Map<Integer, Long> last, Map<Integer, Long> ends) {

  /**
   * Whether a transaction was open in a partition: then its records are still to come, though they
   * are as old as the others.
   */
  boolean hasOpenTransaction(int partition) {
    return ends.get(partition) < last.get(partition);
  }
}
