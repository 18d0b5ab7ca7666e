package dev.tideline.pipelines.quality;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.io.answer.AnswerJson;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.pipelines.report.Counted;
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
import java.util.stream.Collectors;

/**
 * What an answer must keep to before its days are published, read from a small file: a JSON object
 * with a field for each measure, such as {@code "missing_stores":{"at_most":0,"otherwise":"warn"}}.
 *
 * @param rules in the order of the file
 */
public record QualityRules(List<Rule> rules) {

  /** No rules at all. */
  public static final QualityRules NONE = new QualityRules(List.of());

  private static final MathContext SIX_DIGITS = new MathContext(6);
  private static final int NAMED = 5;

  /** What is measured. */
  public enum Measure {
    /** How many of the records that a run read are rejected, from 0 to 1. */
    REJECTED_SHARE,
    /** How many of them came too late, from 0 to 1. */
    TOO_LATE_SHARE,
    /** By how much a day has more or fewer rows than the one a week before, to its number. */
    ROWS_CHANGE,
    /** How many stores that were open on a day have no row. */
    MISSING_STORES,
    /**
     * How much of a day's sales is not paid, or was paid and not sold, to the sales, in a currency.
     */
    PAYMENTS_DIFFERENCE;

    String words() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What becomes of a day that does not keep to a rule. */
  public enum Action {
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
  public record Rule(Measure measure, BigDecimal atMost, Action otherwise) {}

  /**
   * A rule that was not kept.
   *
   * @param rule which
   * @param date on which day; null if by the whole run
   * @param value what was measured
   * @param detail more of it; may be empty
   */
  public record Breach(Rule rule, LocalDate date, BigDecimal value, String detail) {

    /**
     * Whether it keeps a day from being published.
     *
     * @param day which
     */
    public boolean withholds(LocalDate day) {
      return rule.otherwise == Action.FAIL
          || (rule.otherwise == Action.QUARANTINE && (date == null || date.equals(day)));
    }

    /** On one line. */
    public String line() {
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
  public static QualityRules read(Path file) {
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
  public boolean askOfDays() {
    return rules.stream()
        .anyMatch(
            rule ->
                rule.measure != Measure.REJECTED_SHARE && rule.measure != Measure.TOO_LATE_SHARE);
  }

  /** Whether any of them is about payments, which are known of days that are reconciled only. */
  public boolean askOfPayments() {
    return rules.stream().anyMatch(rule -> rule.measure == Measure.PAYMENTS_DIFFERENCE);
  }

  /** The rules that the records of a run don't keep. */
  public List<Breach> breachesOf(LedgerEntry total) {
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

  /** The rules that a day doesn't keep. */
  public List<Breach> breachesOf(MeasuredDay day) {
    List<Breach> breaches = new ArrayList<>();
    for (Rule rule : rules) {
      switch (rule.measure) {
        case ROWS_CHANGE -> checkRows(rule, day, breaches);
        case MISSING_STORES -> checkStores(rule, day, breaches);
        case PAYMENTS_DIFFERENCE -> checkPayments(rule, day, breaches);
        default -> {} // of the run
      }
    }
    return breaches;
  }

  private static void checkRows(Rule rule, MeasuredDay day, List<Breach> breaches) {
    long before = day.rowsWeekBefore();
    if (before >= 0) {
      String detail = "%s, %,d a week before".formatted(Counted.of(day.rows(), "row"), before);
      check(rule, day.date(), share(Math.abs(day.rows() - before), before), detail, breaches);
    }
  }

  private static void checkStores(Rule rule, MeasuredDay day, List<Breach> breaches) {
    Set<String> missing = day.missingStores();
    String first = missing.stream().limit(NAMED).collect(Collectors.joining(", "));
    check(
        rule,
        day.date(),
        BigDecimal.valueOf(missing.size()),
        first + (missing.size() > NAMED ? ", ..." : ""),
        breaches);
  }

  private static void checkPayments(Rule rule, MeasuredDay day, List<Breach> breaches) {
    day.payments()
        .forEach(
            (currency, payments) ->
                check(
                    rule,
                    day.date(),
                    share(payments.differs(), payments.sold().abs()),
                    "%s %s of %s"
                        .formatted(
                            currency,
                            payments.differs().toPlainString(),
                            payments.sold().toPlainString()),
                    breaches));
  }

  /** Where there is nothing to compare with, anything is all of it. */
  private static BigDecimal share(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0 ? BigDecimal.valueOf(part.signum()) : part.divide(whole, SIX_DIGITS);
  }

  private static BigDecimal share(long part, long whole) {
    return share(BigDecimal.valueOf(part), BigDecimal.valueOf(whole));
  }

  private static void check(
      Rule rule, LocalDate date, BigDecimal value, String detail, List<Breach> breaches) {
    if (value.compareTo(rule.atMost) > 0) {
      breaches.add(new Breach(rule, date, value, detail));
    }
  }
}
