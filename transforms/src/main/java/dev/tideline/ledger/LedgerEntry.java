package dev.tideline.ledger;

import dev.tideline.records.RejectReason;
import dev.tideline.sum.Summable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many records were read and what became of them, for a minute of ingest or a whole run.
 *
 * @param read how many records were met
 * @param counted how many are in the answer
 * @param duplicate how many were duplicates
 * @param tooLate how many were ingested too late
 * @param outOfScope how many were not this run's
 * @param rejected how many were rejected, by reason; only reasons that occurred
 * @param replaced how many of the duplicates were counted at first, until another copy was found
 */
public record LedgerEntry(
    long read,
    long counted,
    long duplicate,
    long tooLate,
    long outOfScope,
    Map<RejectReason, Long> rejected,
    long replaced)
    implements Summable<LedgerEntry> {

  /** Nothing read, nothing counted. */
  public static final LedgerEntry ZERO = new LedgerEntry(0, 0, 0, 0, 0, Map.of());

  public LedgerEntry {
    rejected = unmodifiable(rejected);
  }

  /** The entry of records of which none was replaced. */
  public LedgerEntry(
      long read,
      long counted,
      long duplicate,
      long tooLate,
      long outOfScope,
      Map<RejectReason, Long> rejected) {
    this(read, counted, duplicate, tooLate, outOfScope, rejected, 0);
  }

  /** All rejected records, whatever the reason. */
  public long allRejected() {
    return rejected.values().stream().reduce(0L, Math::addExact);
  }

  /** How many records of that fate there are. */
  public long of(Fate fate) {
    return switch (fate) {
      case COUNTED -> counted;
      case DUPLICATE -> duplicate;
      case TOO_LATE -> tooLate;
      case OUT_OF_SCOPE -> outOfScope;
      case REJECTED -> allRejected();
    };
  }

  /** How many records have a fate at all. */
  public long withFate() {
    long sum = 0;
    for (Fate fate : Fate.values()) {
      sum = Math.addExact(sum, of(fate));
    }
    return sum;
  }

  /** Whether every record that was read has its one fate. */
  public boolean balanced() {
    return read == withFate();
  }

  /** Of two entries of the same records the greater version knows more. */
  public long version() {
    return Math.addExact(Math.addExact(read, withFate()), replaced);
  }

  @Override
  public LedgerEntry plus(LedgerEntry other) {
    return new LedgerEntry(
        Math.addExact(read, other.read),
        Math.addExact(counted, other.counted),
        Math.addExact(duplicate, other.duplicate),
        Math.addExact(tooLate, other.tooLate),
        Math.addExact(outOfScope, other.outOfScope),
        merged(rejected, other.rejected),
        Math.addExact(replaced, other.replaced));
  }

  private static Map<RejectReason, Long> merged(
      Map<RejectReason, Long> left, Map<RejectReason, Long> right) {
    if (right.isEmpty()) {
      return left;
    }
    if (left.isEmpty()) {
      return right;
    }
    Map<RejectReason, Long> sum = new EnumMap<>(left);
    right.forEach((reason, count) -> sum.merge(reason, count, Math::addExact));
    return sum;
  }

  private static Map<RejectReason, Long> unmodifiable(Map<RejectReason, Long> counts) {
    return counts.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(counts));
  }
}
