package dev.tideline.coverage;

import dev.tideline.records.SourceRange;
import dev.tideline.sum.Summable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which parts of one partition or file were read.
 *
 * @param spans the parts, in order, apart from each other; usually one
 * @param length how much was read in all, in the source's units; more than the spans are long if
 *     something was read twice
 * @param records how many records there were
 */
public record Coverage(List<Span> spans, long length, long records) implements Summable<Coverage> {

  /** Nothing was read. */
  public static final Coverage NONE = new Coverage(List.of(), 0, 0);

  private static final Comparator<Span> BY_BEGINNING = Comparator.comparingLong(Span::from);

  public Coverage {
    spans = List.copyOf(spans);
  }

  /**
   * A part.
   *
   * @param from where it begins
   * @param to where it ends, which is no longer in it
   */
  public record Span(long from, long to) {}

  /** A range that was read once, with so many records. */
  public static Coverage of(SourceRange range, long records) {
    return range.isEmpty()
        ? new Coverage(List.of(), 0, records)
        : new Coverage(
            List.of(new Span(range.from(), range.to())), range.to() - range.from(), records);
  }

  @Override
  public Coverage plus(Coverage other) {
    return new Coverage(
        union(spans, other.spans),
        Math.addExact(length, other.length),
        Math.addExact(records, other.records));
  }

  private static List<Span> union(List<Span> some, List<Span> others) {
    List<Span> all = new ArrayList<>(some);
    all.addAll(others);
    all.sort(BY_BEGINNING);
    List<Span> union = new ArrayList<>();
    for (Span next : all) {
      Span last = union.isEmpty() ? null : union.get(union.size() - 1);
      if (last != null && next.from() <= last.to()) {
        union.set(union.size() - 1, new Span(last.from(), Math.max(last.to(), next.to())));
      } else {
        union.add(next);
      }
    }
    return union;
  }

  /** How much was read more than once. */
  public long repeated() {
    return length - spans.stream().mapToLong(span -> span.to() - span.from()).sum();
  }

  /**
   * What lies between two places and was not read.
   *
   * @param from where to look from
   * @param to where to look to; {@link Long#MAX_VALUE} for as far as was read
   */
  public List<Span> missing(long from, long to) {
    List<Span> missing = new ArrayList<>();
    long at = from;
    for (Span span : spans) {
      if (span.from() > at && at < to) {
        missing.add(new Span(at, Math.min(span.from(), to)));
      }
      at = Math.max(at, span.to());
    }
    if (at < to && to != Long.MAX_VALUE) {
      missing.add(new Span(at, to));
    }
    return missing;
  }
}
