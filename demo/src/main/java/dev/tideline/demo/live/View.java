package dev.tideline.demo.live;

import dev.tideline.demo.screen.Numbers;
import dev.tideline.demo.screen.Panel;
import dev.tideline.demo.screen.Panels;
import dev.tideline.demo.screen.Screen;
import dev.tideline.io.sql.SqlSession;
import dev.tideline.ledger.Fate;
import dev.tideline.ops.kafka.UnsecuredCluster;
import dev.tideline.pipelines.Pipelines;
import dev.tideline.pipelines.spec.PipelineSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** What the demo knows at a moment, as text. */
final class View {

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Fewer lines show nothing of a pipeline: its title, the names of its columns, a row. */
  private static final int LEAST = 3;

  private final String runner;
  private final Traffic traffic;
  private final SortedSet<String> stores;
  private final List<LivePipeline> pipelines;

  /**
   * Of a day.
   *
   * @param stores their ids
   */
  View(String runner, Traffic traffic, SortedSet<String> stores, List<LivePipeline> pipelines) {
    this.runner = runner;
    this.traffic = traffic;
    this.stores = stores;
    this.pipelines = pipelines;
  }

  /**
   * All of it, for a screen of so many lines and columns. On a low one there are no blank lines, so
   * that each pipeline has a row.
   */
  String page(long seconds, int lines, int columns) {
    List<String> parts = new ArrayList<>();
    parts.add(title(seconds) + headline() + "\n");
    parts.add(ledgers(columns).text(Integer.MAX_VALUE, columns));
    List<LivePipeline> shown = new ArrayList<>();
    for (LivePipeline pipeline : pipelines) {
      if (pipeline.spec().equals(Pipelines.FRAUD_VELOCITY)) {
        parts.add(fraud());
      } else {
        shown.add(pipeline);
      }
    }
    int between = parts.size() + shown.size() - 1;
    long left = lines - parts.stream().flatMap(String::lines).count();
    boolean roomy = left >= between + (long) LEAST * shown.size();
    left -= roomy ? between : 0;
    for (int i = 0; i < shown.size(); i++) { // what one does not need, the others have
      int share = (int) Math.max(LEAST, left / (shown.size() - i));
      String text = panel(shown.get(i)).text(share, columns);
      parts.add(text);
      left -= text.lines().count();
    }
    return String.join(roomy ? "\n" : "", parts);
  }

  /** While the pipelines start: who runs already. */
  String starting(long seconds) {
    return title(seconds)
        + "The pipelines start; the day begins when each has read its first records.\n\n"
        + new Panel(
                "Pipelines",
                List.of("pipeline", "state", "what it answers"),
                pipelines.stream()
                    .map(each -> List.of(each.name(), state(each), each.spec().answers()))
                    .toList())
            .text(Integer.MAX_VALUE, Screen.WIDTH);
  }

  /** The same on one line. */
  String startingLine() {
    return pipelines.stream()
        .filter(each -> each.accounts().read() == 0)
        .map(LivePipeline::name)
        .collect(Collectors.joining(", ", "waiting for ", ""));
  }

  private static String state(LivePipeline pipeline) {
    return pipeline.accounts().read() > 0 ? "running" : "starting";
  }

  /** The most of it on one line. */
  String line() {
    LivePipeline last = Collections.max(pipelines, Comparator.comparingLong(this::unread));
    return "%s, %s records sent, %s flagged; %s %s"
        .formatted(
            TIME.format(Instant.ofEpochMilli(traffic.clock())),
            Numbers.whole(
                traffic.to(UnsecuredCluster.ORDERS) + traffic.to(UnsecuredCluster.PAYMENTS)),
            Numbers.whole(traffic.signals()),
            last.name(),
            last.accounts().state(sentTo(last)));
  }

  private long unread(LivePipeline pipeline) {
    return sentTo(pipeline) - pipeline.accounts().read();
  }

  private String title(long seconds) {
    return "Tideline: a FreshMart day in fast motion, live on %s, %d s%n"
        .formatted(runner, seconds);
  }

  private String headline() {
    return "%s: %s order events and %s payments sent"
        .formatted(
            CLOCK.format(Instant.ofEpochMilli(traffic.clock())),
            Numbers.whole(traffic.to(UnsecuredCluster.ORDERS)),
            Numbers.whole(traffic.to(UnsecuredCluster.PAYMENTS)));
  }

  private Panel ledgers(int columns) {
    List<String> names = new ArrayList<>(List.of("pipeline", "ledger", "read"));
    List<Fate> fates = new ArrayList<>(List.of(Fate.values()));
    Collections.reverse(fates); // the good ones first
    fates.forEach(fate -> names.add(columns < Screen.WIDTH ? shortNameOf(fate) : nameOf(fate)));
    List<List<String>> rows = new ArrayList<>();
    for (LivePipeline pipeline : pipelines) {
      Accounts accounts = pipeline.accounts();
      List<String> row = new ArrayList<>();
      row.add(pipeline.name());
      row.add(accounts.state(sentTo(pipeline)));
      row.add(Numbers.whole(accounts.read()));
      fates.forEach(fate -> row.add(Numbers.whole(accounts.of(fate))));
      rows.add(row);
    }
    return new Panel("What became of the records", names, rows);
  }

  private static String nameOf(Fate fate) {
    return fate.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String shortNameOf(Fate fate) {
    return switch (fate) {
      case DUPLICATE -> "dupl.";
      case TOO_LATE -> "late";
      case OUT_OF_SCOPE -> "scope";
      case COUNTED, REJECTED -> nameOf(fate);
    };
  }

  private long sentTo(LivePipeline pipeline) {
    return traffic.to(pipeline.topic());
  }

  private String fraud() {
    return "%s: %s payments look like fraud%n  time to signal: %s%n"
        .formatted(
            Pipelines.FRAUD_VELOCITY.name(),
            Numbers.whole(traffic.signals()),
            traffic.latencies().summary());
  }

  private Panel panel(LivePipeline pipeline) {
    PipelineSpec<?, ?> spec = pipeline.spec();
    SqlSession.Work<Panel> question;
    if (spec.equals(Pipelines.OPS_DASHBOARD)) {
      question = connection -> Panels.stores(connection, stores, traffic.clock());
    } else if (spec.equals(Pipelines.DAILY_REVENUE)) {
      question = Panels::revenue;
    } else if (spec.equals(Pipelines.GATEWAY_HEALTH)) {
      question = Panels::gateways;
    } else {
      question = connection -> Panels.newest(spec.name(), spec.rows(), connection);
    }
    return pipeline.ask(question).orElse(new Panel(spec.name(), List.of(), List.of()));
  }
}
