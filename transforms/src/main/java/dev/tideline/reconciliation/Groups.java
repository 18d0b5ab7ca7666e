package dev.tideline.reconciliation;

import java.io.Serializable;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The groups in which things are brought together by their ids: a key for each id would cost some
 * runners more than all that is done with it.
 *
 * @param count how many there are
 */
record Groups(int count) implements Serializable {

  /** So many records of a kind fit in memory together, with what they are compared with. */
  private static final long RECORDS = 50_000;

  /**
   * So that two tasks have work; on the Direct runner each is a bundle of its own in every step.
   */
  private static final int FEWEST = 2;

  private static final int MOST = 1 << 16;

  /** So many are taken to be there of a kind of which it is not known. */
  private static final long UNKNOWN = RECORDS * 128;

  /**
   * As many as there should be.
   *
   * @param records how many records there are of each kind, where that is known
   */
  static Groups forRecords(OptionalLong... records) {
    long most = Stream.of(records).mapToLong(each -> each.orElse(UNKNOWN)).max().orElse(UNKNOWN);
    return new Groups((int) Math.max(FEWEST, Math.min(MOST, 1 + most / RECORDS)));
  }

  /** The group of an id. */
  int of(String id) {
    int hash = id.hashCode() * 0x9E3779B9; // ids that are numbered have hashes that are, too
    return Math.floorMod(hash ^ (hash >>> 16), count);
  }
}
