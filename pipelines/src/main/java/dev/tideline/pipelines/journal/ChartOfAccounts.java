package dev.tideline.pipelines.journal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.io.answer.AnswerJson;
import dev.tideline.pipelines.cli.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The accounts of the general ledger that days are posted to.
 *
 * @param numbers by their use, {@code revenue}, or by use and category, {@code revenue/produce}
 */
public record ChartOfAccounts(Map<String, String> numbers) {

  /** What an account is for. */
  enum Use {
    /** What customers owe until the bank pays. */
    RECEIVABLES(false),
    REVENUE(true),
    REFUNDS(true),
    /** Of goods sold. */
    COST(true),
    INVENTORY(false),
    /** What the bank keeps. */
    FEES(false),
    CHARGEBACKS(false),
    /** What the bank pays more or less, because it converts and rounds. */
    ROUNDING(false);

    private final boolean byCategory;

    Use(boolean byCategory) {
      this.byCategory = byCategory;
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** That of a retailer who says nothing. */
  public static final ChartOfAccounts USUAL =
      new ChartOfAccounts(
          Map.of(
              "receivables", "1200",
              "revenue", "4000",
              "refunds", "4090",
              "cost", "5000",
              "inventory", "1400",
              "fees", "6800",
              "chargebacks", "4095",
              "rounding", "6960"));

  public ChartOfAccounts {
    numbers = Map.copyOf(numbers);
  }

  /**
   * Reads a file of them, a JSON object: the number of an account by its use.
   *
   * @throws UsageException naming everything that is wrong with it
   */
  public static ChartOfAccounts read(Path file) {
    List<String> problems = new ArrayList<>();
    Map<String, String> numbers = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : object(file).properties()) {
      problem(entry.getKey(), entry.getValue()).ifPresent(problems::add);
      numbers.put(entry.getKey(), entry.getValue().asText());
    }
    for (Use use : Use.values()) {
      if (!numbers.containsKey(use.word())) {
        problems.add("there is no account for " + use.word());
      }
    }
    if (!problems.isEmpty()) {
      throw new UsageException(problems.stream().map(each -> mistake(file, each)).toList());
    }
    return new ChartOfAccounts(numbers);
  }

  private static JsonNode object(Path file) {
    JsonNode json;
    try {
      json = AnswerJson.parse(Files.readString(file));
    } catch (IOException unreadable) {
      throw new UsageException(
          List.of(mistake(file, "it can't be read as JSON: " + unreadable.getMessage())));
    }
    if (!json.isObject()) {
      throw new UsageException(List.of(mistake(file, "it is no JSON object")));
    }
    return json;
  }

  private static Optional<String> problem(String name, JsonNode number) {
    String[] words = name.split("/", 2);
    Optional<Use> use =
        Arrays.stream(Use.values()).filter(each -> each.word().equals(words[0])).findFirst();
    if (use.isEmpty()) {
      return Optional.of(
          "'%s' is none of %s, nor one of them and a category, revenue/produce"
              .formatted(
                  name,
                  Arrays.stream(Use.values()).map(Use::word).collect(Collectors.joining(", "))));
    }
    if (words.length > 1 && !use.get().byCategory) {
      return Optional.of("'%s': %s is one account for all categories".formatted(name, words[0]));
    }
    return number.isTextual() && !number.textValue().isBlank()
        ? Optional.empty()
        : Optional.of("'%s' wants the number of an account as a text".formatted(name));
  }

  private static String mistake(Path file, String problem) {
    return "--accounts " + file + ": " + problem;
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
