package dev.tideline.demo.live;

import dev.tideline.demo.screen.Numbers;
import dev.tideline.demo.screen.Panel;
import dev.tideline.demo.screen.Screen;
import dev.tideline.ledger.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is said when the day is over: what was seen, the digests, and what to try next. */
final class LastWords {

  private static final int SHORT = 12; // digits

  private final Map<String, RunAnswer> live;
  private final Map<String, RunAnswer> bounded;

  LastWords(Map<String, RunAnswer> live, Map<String, RunAnswer> bounded) {
    this.live = live;
    this.bounded = bounded;
  }

  /** Whether each live answer is that of the bounded run. */
  boolean equal() {
    return live.equals(bounded);
  }

  /**
   * All of it.
   *
   * @param runner on which they ran
   */
  String text(String runner) {
    List<Accounts> accounts = live.values().stream().map(RunAnswer::accounts).toList();
    return "%n%s%s%s%n%n%s"
        .formatted(whatWasRead(runner, accounts), whatCameOfIt(accounts), verdict(), digests());
  }

  private String whatWasRead(String runner, List<Accounts> accounts) {
    long read = accounts.stream().mapToLong(Accounts::read).sum();
    return "%d pipelines on %s read a day of events while it went on, %s records in all.%n"
        .formatted(accounts.size(), runner, Numbers.whole(read));
  }

  private String whatCameOfIt(List<Accounts> accounts) {
    boolean balanced = accounts.stream().allMatch(Accounts::balanced);
    return "Among them were %s duplicates, %s events that came too late and %s broken records; %s.%n"
        .formatted(
            of(Fate.DUPLICATE, accounts),
            of(Fate.TOO_LATE, accounts),
            of(Fate.REJECTED, accounts),
            balanced ? "every record is accounted for" : "NOT every record is accounted for");
  }

  private static String of(Fate fate, List<Accounts> accounts) {
    return Numbers.whole(accounts.stream().mapToLong(each -> each.of(fate)).sum());
  }

  private String verdict() {
    return equal()
        ? "What they answered live is what bounded runs over the day's files answer."
        : "What they answered live is NOT what bounded runs over the day's files answer.";
  }

  private String digests() {
    List<List<String>> rows = new ArrayList<>();
    live.forEach(
        (pipeline, answer) -> {
          RunAnswer other = bounded.get(pipeline);
          rows.add(
              List.of(
                  pipeline,
                  Numbers.whole(answer.rows()),
                  answer.digest().substring(0, SHORT),
                  other.digest().substring(0, SHORT),
                  answer.against(other)));
        });
    return new Panel(
            "The digests of their rows",
            List.of("pipeline", "rows", "live", "bounded", "they are"),
            rows)
        .text(Integer.MAX_VALUE, Screen.WIDTH);
  }

  /**
   * What to try next.
   *
   * @param data what further commands can read, such as {@code --input DIR}
   */
  static String next(String data) {
    return """
    Try next:
      ./scripts/run daily-revenue %s --output /tmp/revenue
      ./scripts/prove            the same on every runner, in any order of arrival
      ./scripts/latency          how long a signal takes, once its pipeline is warm and alone
      ./scripts/demo --help      a larger day, another runner
    """
        .formatted(data);
  }
}
