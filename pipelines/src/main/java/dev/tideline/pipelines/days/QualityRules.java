package dev.tideline.pipelines.days;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.io.answer.AnswerJson;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.store.Store;
import dev.tideline.store.Stores;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What an answer must keep to before its days are published, read from a small file: a JSON object
 * with a field for each measure, such as {@code "missing_stores":{"at_most":0,"otherwise":"warn"}}.
 *
 * @param rules in the order of the file
 */
record QualityRules(List<Rule> rules) {

  /** No rules at all. */
  static final QualityRules NONE = new QualityRules(List.of());

  private static final MathContext SIX_DIGITS = new MathContext(6);
  private static final int NAMED = 5;

  /** What is measured. */
  enum Measure {
    /** How many of the records that a run read are rejected, from 0 to 1. */
    REJECTED_SHARE,
    /** How many of them came too late, from 0 to 1. */
    TOO_LATE_SHARE,
    /** By how much a day has more or fewer rows than the one a week before, to its number. */
    ROWS_CHANGE,
    /** How many stores that were open on a day have no row. */
    MISSING_STORES;

    String words() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What becomes of a day that does not keep to a rule. */
  enum Action {
    /** It is published, and the rule named. */
    WARN,
    /** It is not published; other days of the run are. */
    QUARANTINE,
    /** No day of the run is published. */
    FAIL
  }

  /**
   * A rule.
   *
   * @param measure what is measured
   * @param atMost what it may be
   * @param otherwise what is done if it is more
   */
  record Rule(Measure measure, BigDecimal atMost, Action otherwise) {}

  /**
   * A rule that was not kept.
   *
   * @param rule which
   * @param date on which day; null if by the whole run
   * @param value what was measured
   * @param detail more of it; may be empty
   */
  record Breach(Rule rule, LocalDate date, BigDecimal value, String detail) {

    /** On one line. */
    String line() {
      return "QUALITY %s%s=%s, at most %s: %s%s"
          .formatted(
              date == null ? "" : date + " ",
              rule.measure.words(),
              value.toPlainString(),
              rule.atMost.toPlainString(),
              rule.otherwise.name().toLowerCase(Locale.ROOT),
              detail.isEmpty() ? "" : " (" + detail + ")");
    }
  }

  /**
   * Reads a file of rules.
   *
   * @throws UsageException naming everything that is wrong with it
   */
  static QualityRules read(Path file) {
    List<String> problems = new ArrayList<>();
    List<Rule> rules = new ArrayList<>();
    try {
      JsonNode json = AnswerJson.parse(Files.readString(file));
      if (json.isObject()) {
        for (Map.Entry<String, JsonNode> field : json.properties()) {
          rule(field.getKey(), field.getValue(), problems, rules);
        }
      } else {
        problems.add("it is no JSON object");
      }
    } catch (IOException unreadable) {
      problems.add("it can't be read: " + unreadable);
    }
    if (!problems.isEmpty()) {
      throw new UsageException(
          problems.stream().map(problem -> "--quality " + file + ": " + problem).toList());
    }
    return new QualityRules(rules);
  }

  private static void rule(String name, JsonNode json, List<String> problems, List<Rule> rules) {
    Measure measure = named(Measure.values(), name);
    Action action = named(Action.values(), json.path("otherwise").asText());
    JsonNode most = json.path("at_most");
    if (measure == null) {
      problems.add("'%s' is none of %s".formatted(name, words(Measure.values())));
    }
    if (action == null) {
      problems.add(
          "'%s' wants \"otherwise\" to be one of %s".formatted(name, words(Action.values())));
    }
    if (!most.isNumber()) {
      problems.add("'%s' wants a number as \"at_most\"".formatted(name));
    }
    if (measure != null && action != null && most.isNumber()) {
      rules.add(new Rule(measure, most.decimalValue(), action));
    }
  }

  private static <E extends Enum<E>> E named(E[] all, String name) {
    return Arrays.stream(all)
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElse(null);
  }

  private static <E extends Enum<E>> String words(E[] all) {
    return Arrays.stream(all)
        .map(each -> each.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  /** Whether any of them is about days. */
  boolean askOfDays() {
    return rules.stream()
        .anyMatch(
            rule -> rule.measure == Measure.ROWS_CHANGE || rule.measure == Measure.MISSING_STORES);
  }

  /** The rules that the records of a run don't keep. */
  List<Breach> breachesOf(LedgerEntry total) {
    List<Breach> breaches = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.measure == Measure.REJECTED_SHARE) {
        check(rule, null, share(total.allRejected(), total.read()), "", breaches);
      } else if (rule.measure == Measure.TOO_LATE_SHARE) {
        check(rule, null, share(total.tooLate(), total.read()), "", breaches);
      }
    }
    return breaches;
  }

  /**
   * The rules that a day doesn't keep.
   *
   * @param rows how many it has
   * @param withRows the stores that have any of them
   * @param weekBefore how many the day a week before has; negative if it was not published
   */
  List<Breach> breachesOf(
      LocalDate date, long rows, Set<String> withRows, long weekBefore, Stores stores) {
    List<Breach> breaches = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.measure == Measure.ROWS_CHANGE && weekBefore >= 0) {
        String before = "%,d rows, %,d a week before".formatted(rows, weekBefore);
        check(rule, date, share(Math.abs(rows - weekBefore), weekBefore), before, breaches);
      } else if (rule.measure == Measure.MISSING_STORES) {
        Set<String> missing = openOn(date, stores);
        missing.removeAll(withRows);
        String first = missing.stream().limit(NAMED).collect(Collectors.joining(", "));
        check(
            rule,
            date,
            BigDecimal.valueOf(missing.size()),
            first + (missing.size() > NAMED ? ", ..." : ""),
            breaches);
      }
    }
    return breaches;
  }

  private static Set<String> openOn(LocalDate date, Stores stores) {
    return stores.openOn((int) date.toEpochDay()).stream()
        .map(Store::storeId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Where there is nothing to compare with, anything is all of it. */
  private static BigDecimal share(long part, long whole) {
    return whole == 0
        ? BigDecimal.valueOf(part == 0 ? 0 : 1)
        : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), SIX_DIGITS);
  }

  private static void check(
      Rule rule, LocalDate date, BigDecimal value, String detail, List<Breach> breaches) {
    if (value.compareTo(rule.atMost) > 0) {
      breaches.add(new Breach(rule, date, value, detail));
    }
  }
}
