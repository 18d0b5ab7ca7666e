package dev.tideline.reconciliation;

import java.io.Serializable;
import java.util.OptionalLong;

/**
 * The groups in which things are brought together by their ids: a key for each id would cost some
 * runners more than all that is done with it.
 *
 * @param count how many there are
 */
record Groups(int count) implements Serializable {

  /** So many records of a kind fit in memory together, with what they are compared with. */
  private static final long RECORDS = 50_000;

  private static final int FEWEST = 4;
  private static final int MOST = 1 << 16;

  /**
   * As many as there should be.
   *
   * @param records how many records there are of the kind of which there are most, if that is known
   */
  static Groups forRecords(OptionalLong records) {
    long needed = records.orElse(RECORDS * 128) / RECORDS;
    return new Groups((int) Math.max(FEWEST, Math.min(MOST, needed)));
  }

  /** The group of an id. */
  int of(String id) {
    int hash = id.hashCode() * 0x9E3779B9; // ids that are numbered have hashes that are, too
    return Math.floorMod(hash ^ (hash >>> 16), count);
  }
}
