package dev.tideline.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tideline.arrival.Arrivals;
import dev.tideline.arrival.ArrivalsReading;
import dev.tideline.dashboard.DashboardRules;
import dev.tideline.dashboard.OpsDashboard;
import dev.tideline.fraud.FraudPolicy;
import dev.tideline.fraud.FraudRules;
import dev.tideline.fraud.FraudVelocity;
import dev.tideline.fraud.Retention;
import dev.tideline.input.InputException;
import dev.tideline.input.InputFiles;
import dev.tideline.intake.EventView;
import dev.tideline.ledger.Outcome;
import dev.tideline.ledger.Rules;
import dev.tideline.lines.JsonKind;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderView;
import dev.tideline.payment.CardTokens;
import dev.tideline.replay.ReplaySource;
import dev.tideline.revenue.DailyRevenue;
import dev.tideline.revenue.RevenueRules;
import dev.tideline.run.Terminal.Ended;
import dev.tideline.source.CardKeys;
import dev.tideline.source.Intake;
import dev.tideline.source.OrderSources;
import dev.tideline.source.PaymentSources;
import dev.tideline.source.StoresFile;
import dev.tideline.store.Stores;
import dev.tideline.windowing.Lateness;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.values.PCollection;

/**
 * Plays a shop as the commands do, but with as many records to an element as a test wants.
 *
 * @param shop what is played
 * @param stores its stores
 * @param batch how many records to an element
 */
record PlayedInParts(Shop shop, Stores stores, int batch) {

  private static final ArrivalsReading<OrderEvent, OrderView> ORDERS = new ArrivalsReading<>();

  static PlayedInParts of(Shop shop, int batch) throws InputException {
    return new PlayedInParts(shop, StoresFile.read(shop.folder().resolve("stores.jsonl")), batch);
  }

  /** Runs a pipeline on the Direct runner. */
  Ended run(String pipeline, String... words) throws IOException, InputException {
    return switch (pipeline) {
      case "daily-revenue" -> revenue(words);
      case "ops-dashboard" -> dashboard(words);
      default -> fraud(words);
    };
  }

  private Ended revenue(String... words) throws IOException, InputException {
    Lateness lateness = Lateness.closeOfBooks(stores);
    RevenueRules rules = new RevenueRules(stores, lateness, Integer.MIN_VALUE, Integer.MAX_VALUE);
    return run(
        new DailyRevenueJob(),
        InputFiles.orders(shop.toString()),
        OrderSources.JSON,
        rules,
        orders -> orders.apply("DailyRevenue", DailyRevenue.of(ORDERS, rules)),
        words);
  }

  private Ended dashboard(String... words) throws IOException, InputException {
    DashboardRules rules = new DashboardRules(stores, Lateness.tolerance());
    return run(
        new OpsDashboardJob(),
        InputFiles.orders(shop.toString()),
        OrderSources.JSON,
        rules,
        orders -> orders.apply("OpsDashboard", OpsDashboard.of(ORDERS, rules)),
        words);
  }

  private Ended fraud(String... words) throws IOException, InputException {
    FraudRules rules = new FraudRules(stores, Lateness.tolerance());
    FraudPolicy policy = FraudPolicy.v1(FraudPolicy.THRESHOLD, Retention.byWatermark());
    return run(
        new FraudVelocityJob(),
        InputFiles.payments(shop.toString()),
        PaymentSources.json(new CardTokens(CardKeys.fromFile(Path.of(shop.cardKey())))),
        rules,
        payments ->
            payments.apply(
                "FraudVelocity", FraudVelocity.of(new ArrivalsReading<>(), rules, policy)),
        words);
  }

  private <E extends V, V extends EventView, R> Ended run(
      Job<R> job,
      InputFiles files,
      JsonKind<E> kind,
      Rules<V> rules,
      Function<PCollection<Arrivals<E>>, Outcome<R>> graph,
      String... words)
      throws IOException {
    CommandLineText command = CommandLineText.parse(job, words);
    RunSettings settings = job.options().check(new Mistakes());
    ReplaySource<E, V> source =
        ReplaySource.of(files.files(), kind, rules, settings.live().order(), batch);
    Job.Plan<R> plan =
        pipeline -> {
          PCollection<Arrivals<E>> elements = pipeline.apply("Play", Read.from(source));
          return new Job.Graph<>(
              new Intake<>(
                  elements,
                  new ArrivalsReading<E, V>(),
                  List.of(),
                  List.of(),
                  OptionalLong.empty()),
              graph.apply(elements));
        };
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Run<R> run =
        new Run<>(
            job,
            settings,
            plan,
            command.beamOptions(job.name()),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8));
    int code = new LiveRun<>(run).execute().code();
    return new Ended(code, out.toString(UTF_8), err.toString(UTF_8));
  }
}
