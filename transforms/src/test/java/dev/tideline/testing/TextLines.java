package dev.tideline.testing;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;

/** Compares all that comes out of a graph, written as lines of text. */
public final class TextLines {

  private TextLines() {}

  /** Writes elements as lines. */
  public static <T> MapElements<T, String> of(SerializableFunction<T, String> text) {
    return MapElements.into(TypeDescriptors.strings()).via(text);
  }

  /** Asserts that the sorted lines are these. Differences are shown as a whole text. */
  public static void assertText(PCollection<String> lines, String expected) {
    PAssert.that(lines).satisfies(sameText(expected));
  }

  /** Asserts that the lines are these, each as often, in whatever order; names the others. */
  public static void assertSame(PCollection<String> lines, List<String> expected) {
    PAssert.that(lines).satisfies(sameLines(List.copyOf(expected)));
  }

  private static SerializableFunction<Iterable<String>, Void> sameText(String expected) {
    return lines -> {
      List<String> sorted = new ArrayList<>();
      lines.forEach(sorted::add);
      sorted.sort(null);
      assertThat(String.join("\n", sorted), is(expected.strip()));
      return null;
    };
  }

  private static SerializableFunction<Iterable<String>, Void> sameLines(List<String> expected) {
    return lines -> {
      Map<String, Integer> surplus = new TreeMap<>();
      lines.forEach(line -> surplus.merge(line, 1, Integer::sum));
      expected.forEach(line -> surplus.merge(line, -1, Integer::sum));
      surplus.values().removeIf(times -> times == 0);
      StringBuilder difference = new StringBuilder();
      surplus.forEach(
          (line, times) ->
              difference.append(times < 0 ? "\nmissing:    " : "\nunexpected: ").append(line));
      assertThat("lines differ:" + difference, surplus.isEmpty());
      return null;
    };
  }
}
