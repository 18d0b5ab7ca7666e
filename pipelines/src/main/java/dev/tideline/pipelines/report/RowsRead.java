package dev.tideline.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.io.answer.AnswerJson;
import dev.tideline.io.answer.WrittenAnswer;
import dev.tideline.io.sort.RowDigest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a report says of the rows, each of which was seen once.
 *
 * @param count how many there are
 * @param digest SHA-256 of the sorted rows, in hex
 * @param first the first of them, which are shown
 * @param totals a line for each sum over all rows
 * @param events how many events the rows stand for, if they tell
 */
public record RowsRead(
    long count, String digest, List<JsonNode> first, List<String> totals, OptionalLong events) {

  /**
   * Reads the rows of an answer.
   *
   * @param show how many are to be shown at most
   * @throws IOException if they can't be read
   */
  public static RowsRead of(WrittenAnswer answer, RowTotals totals, int show) throws IOException {
    RowDigest digest = new RowDigest();
    RowTotals.Sums sums = totals.begin();
    List<JsonNode> first = new ArrayList<>();
    answer.rows(
        text -> {
          digest.add(text);
          JsonNode row = AnswerJson.parse(text);
          sums.add(row);
          if (first.size() < show) {
            first.add(row);
          }
        });
    return new RowsRead(
        digest.rows(), digest.hex(), List.copyOf(first), sums.lines(), sums.events());
  }

  /** What is wrong if there is another number of rows in Parquet than of these. */
  public Optional<String> unequal(OptionalLong inParquet) {
    return inParquet.isPresent() && inParquet.getAsLong() != count
        ? Optional.of(
            "the answer has %s, but in Parquet there are %,d"
                .formatted(Counted.of(count, "row"), inParquet.getAsLong()))
        : Optional.empty();
  }
}
