package dev.tideline.pipelines.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tideline.admission.AdmissionRules;
import dev.tideline.admission.Outcome;
import dev.tideline.dashboard.DashboardRules;
import dev.tideline.dashboard.OpsDashboard;
import dev.tideline.event.EventView;
import dev.tideline.fraud.FraudPolicy;
import dev.tideline.fraud.FraudRules;
import dev.tideline.fraud.FraudVelocity;
import dev.tideline.fraud.StateRetention;
import dev.tideline.io.EventSource;
import dev.tideline.io.events.CardKeys;
import dev.tideline.io.events.OrderSources;
import dev.tideline.io.events.PaymentSources;
import dev.tideline.io.events.StoresFile;
import dev.tideline.io.files.InputException;
import dev.tideline.io.files.InputFiles;
import dev.tideline.io.lines.JsonEventType;
import dev.tideline.io.replay.ReplaySource;
import dev.tideline.io.unbounded.EventBatch;
import dev.tideline.io.unbounded.EventBatchDecoder;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderView;
import dev.tideline.payment.CardTokens;
import dev.tideline.pipelines.DailyRevenueMain;
import dev.tideline.pipelines.FraudVelocityMain;
import dev.tideline.pipelines.OpsDashboardMain;
import dev.tideline.pipelines.cli.Mistakes;
import dev.tideline.pipelines.options.RunSettings;
import dev.tideline.pipelines.run.Terminal.Ended;
import dev.tideline.pipelines.spec.PipelineCommand;
import dev.tideline.revenue.DailyRevenue;
import dev.tideline.revenue.RevenueRules;
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
record PlayedInParts(OneStore shop, Stores stores, int batch) {

  private static final EventBatchDecoder<OrderEvent, OrderView> ORDERS = new EventBatchDecoder<>();

  static PlayedInParts of(OneStore shop, int batch) throws InputException {
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
        new DailyRevenueMain(),
        InputFiles.orders(shop.toString()),
        OrderSources.JSON,
        rules,
        orders -> orders.apply("DailyRevenue", DailyRevenue.of(ORDERS, rules)),
        words);
  }

  private Ended dashboard(String... words) throws IOException, InputException {
    DashboardRules rules = new DashboardRules(stores, Lateness.tolerance());
    return run(
        new OpsDashboardMain(),
        InputFiles.orders(shop.toString()),
        OrderSources.JSON,
        rules,
        orders -> orders.apply("OpsDashboard", OpsDashboard.of(ORDERS, rules)),
        words);
  }

  private Ended fraud(String... words) throws IOException, InputException {
    FraudRules rules = new FraudRules(stores, Lateness.tolerance());
    FraudPolicy policy = FraudPolicy.v1(FraudPolicy.THRESHOLD, StateRetention.byWatermark());
    return run(
        new FraudVelocityMain(),
        InputFiles.payments(shop.toString()),
        PaymentSources.json(new CardTokens(CardKeys.fromFile(Path.of(shop.cardKey())))),
        rules,
        payments ->
            payments.apply(
                "FraudVelocity", FraudVelocity.of(new EventBatchDecoder<>(), rules, policy)),
        words);
  }

  private <E extends V, V extends EventView, R> Ended run(
      PipelineCommand<R> job,
      InputFiles files,
      JsonEventType<E> kind,
      AdmissionRules<V> rules,
      Function<PCollection<EventBatch<E>>, Outcome<R>> graph,
      String... words)
      throws IOException {
    PipelineCommandLine command = PipelineCommandLine.parse(job, words);
    RunSettings settings = job.options().check(new Mistakes());
    ReplaySource<E, V> source =
        ReplaySource.of(files.files(), kind, rules, settings.live().order(), batch);
    PipelineCommand.Plan<R> plan =
        pipeline -> {
          PCollection<EventBatch<E>> elements = pipeline.apply("Play", Read.from(source));
          return new PipelineCommand.Graph<>(
              new EventSource<>(
                  elements,
                  new EventBatchDecoder<E, V>(),
                  List.of(),
                  List.of(),
                  OptionalLong.empty()),
              graph.apply(elements));
        };
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PreparedRun<R> run =
        new PreparedRun<>(
            job,
            settings,
            plan,
            command.beamOptions(job.name()),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8));
    int code = new StreamRun<>(run).execute().code();
    return new Ended(code, out.toString(UTF_8), err.toString(UTF_8));
  }
}
