package dev.tideline.pipelines.journal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.io.answer.AnswerJson;
import dev.tideline.pipelines.cli.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The accounts of the general ledger.
 *
 * @param numbers by their use, {@code revenue}, or by use and category, {@code revenue/produce}
 */
public record Accounts(Map<String, String> numbers) {

  /** What an account is for. */
  enum Use {
    /** What customers owe until the bank pays. */
    RECEIVABLES,
    REVENUE,
    REFUNDS,
    /** Of goods sold. */
    COST,
    INVENTORY;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Those of a retailer who says nothing. */
  public static final Accounts USUAL =
      new Accounts(
          Map.of(
              "receivables", "1200",
              "revenue", "4000",
              "refunds", "4090",
              "cost", "5000",
              "inventory", "1400"));

  public Accounts {
    numbers = Map.copyOf(numbers);
  }

  /**
   * Reads a file of them, a JSON object.
   *
   * @throws UsageException naming everything that is wrong with it
   */
  public static Accounts read(Path file) {
    List<String> problems = new ArrayList<>();
    Map<String, String> numbers = new TreeMap<>();
    try {
      for (Map.Entry<String, JsonNode> each :
          AnswerJson.parse(Files.readString(file)).properties()) {
        String use = each.getKey().replaceFirst("/.*", "");
        if (Arrays.stream(Use.values()).noneMatch(known -> known.word().equals(use))) {
          problems.add(
              "'%s' is none of %s, nor one of them and a category, revenue/produce"
                  .formatted(
                      each.getKey(),
                      Arrays.stream(Use.values()).map(Use::word).collect(Collectors.joining(", "))));
        }
        numbers.put(each.getKey(), each.getValue().asText());
      }
      Arrays.stream(Use.values())
          .filter(use -> !numbers.containsKey(use.word()))
          .forEach(use -> problems.add("there is no account for " + use.word()));
    } catch (IOException unreadable) {
      problems.add("it can't be read: " + unreadable.getMessage());
    }
    if (!problems.isEmpty()) {
      throw new UsageException(
          problems.stream().map(problem -> "--accounts " + file + ": " + problem).toList());
    }
    return new Accounts(numbers);
  }

  /** The account of a use. */
  String of(Use use) {
    return numbers.get(use.word());
  }

  /** That of a category, if it has one of its own. */
  String of(Use use, String category) {
    return numbers.getOrDefault(use.word() + "/" + category, of(use));
  }
}
