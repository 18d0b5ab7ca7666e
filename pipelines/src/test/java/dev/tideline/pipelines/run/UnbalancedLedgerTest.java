package dev.tideline.pipelines.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import dev.tideline.admission.Outcome;
import dev.tideline.event.Copies;
import dev.tideline.event.EventDecoder;
import dev.tideline.event.RecordDecoder;
import dev.tideline.io.EventSource;
import dev.tideline.io.events.EventKind;
import dev.tideline.io.replay.ArrivalOrder;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderEventCoder;
import dev.tideline.order.OrderLine;
import dev.tideline.order.OrderType;
import dev.tideline.order.OrderView;
import dev.tideline.pipelines.Pipelines;
import dev.tideline.pipelines.cli.Mistakes;
import dev.tideline.pipelines.input.Inputs;
import dev.tideline.pipelines.options.Input;
import dev.tideline.pipelines.options.Replaying;
import dev.tideline.pipelines.options.RunMode;
import dev.tideline.pipelines.options.RunSettings;
import dev.tideline.pipelines.run.Terminal.Ended;
import dev.tideline.pipelines.spec.PipelineGraph;
import dev.tideline.pipelines.spec.PipelineSpec;
import dev.tideline.records.RecordLocation;
import dev.tideline.revenue.DailyRevenue;
import dev.tideline.revenue.RevenueRow;
import dev.tideline.revenue.RevenueRules;
import dev.tideline.store.Store;
import dev.tideline.store.Stores;
import dev.tideline.windowing.Lateness;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Graphs that lose a record: each way of losing one is noticed, and the answer is not published.
 */
class UnbalancedLedgerTest {

  @TempDir private Path home;

  @Test
  void withoutALossTheAnswerIsPublished() throws IOException {
    Ended ended = run(Loss.NONE);

    assertThat(ended.err(), ended.code(), is(0));
    assertThat(ended.printed("LEDGER"), contains(endsWith(" BALANCED")));
    assertThat(Terminal.names(home), contains("answer"));
  }

  @Test
  void aLossIsNoticedAndTheEarlierAnswerStays() throws IOException {
    aLossIsNoticed(Loss.ON_THE_WAY_TO_THE_ROWS);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NONE", "ON_THE_WAY_TO_THE_ROWS"})
  @Tag("exhaustive")
  void soIsEveryOther(Loss loss) throws IOException {
    aLossIsNoticed(loss);
  }

  private void aLossIsNoticed(Loss loss) throws IOException {
    run(Loss.NONE);
    SortedMap<String, String> earlier = Terminal.contents(home.resolve("answer"));

    Ended ended = run(loss);

    assertThat(ended.err(), ended.code(), is(3));
    assertThat(ended.printed("UNBALANCED"), contains("UNBALANCED " + loss.fault));
    assertThat(ended.printed("LEDGER"), contains(endsWith(" UNBALANCED")));
    assertThat(
        ended.err(),
        endsWith(
            "test-revenue: not published, to be inspected in "
                + home.resolve("answer.unbalanced")
                + "\n"));
    assertThat(Terminal.contents(home.resolve("answer")), is(earlier));
    assertThat(
        Files.readString(home.resolve("answer.unbalanced/report.json")),
        containsString("\"balanced\":false,\"faults\":[\"" + loss.fault + "\"]"));
    assertThat(Terminal.names(home), contains("answer", "answer.unbalanced"));
  }

  private Ended run(Loss loss) throws IOException {
    RunMode.Batch mode =
        new RunMode.Batch(new Input.Files("its own", new Replaying(ArrivalOrder.AS_IS, 1)), false);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PreparedRun<OrderView, RevenueRow> run =
        new PreparedRun<>(
            SPEC,
            new RunSettings(mode, null, home.resolve("answer"), null, false, 0),
            graph(loss),
            new Inputs.Found<>(STORES, (pipeline, lateness) -> threeOrders(pipeline, loss)),
            PipelineOptionsFactory.create(),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8));
    int code = new BatchRun<>(run, mode).execute(new Mistakes()).code();
    return new Ended(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  /** Where a record gets lost, of three. */
  private enum Loss {
    NONE(""),
    BEFORE_IT_IS_READ("the source holds 3 records, but 2 were read"),
    BEFORE_ITS_FATE(
        "of the 1 records ingested in the minute 2024-10-05T00:00:00.000Z, 0 have a fate"),
    ON_THE_WAY_TO_THE_ROWS("the ledger counts 3 events, but the rows are made of 2");

    private final String fault;

    Loss(String fault) {
      this.fault = fault;
    }
  }

  private static final long DAY = 86_400_000;
  private static final int LAST_DAY = 20_002;
  private static final Stores STORES =
      Stores.of(List.of(new Store("s1", "Store", ZoneOffset.UTC, "EUR")));

  private static final PipelineSpec<OrderView, RevenueRow> SPEC =
      new PipelineSpec<>(
          "test-revenue",
          "daily revenue with a leak",
          EventKind.ORDERS,
          Pipelines.DAILY_REVENUE.defaults(),
          RevenueRow.FORMAT,
          Pipelines.DAILY_REVENUE.sink(),
          Pipelines.DAILY_REVENUE.totals(),
          () -> {
            throw new AssertionError("it has no command");
          });

  /** Three orders of different days, the second of which is not quite decoded. */
  private static EventSource<OrderEvent, OrderView> threeOrders(Pipeline pipeline, Loss loss) {
    List<OrderEvent> orders = IntStream.range(0, 3).mapToObj(UnbalancedLedgerTest::order).toList();
    PCollection<OrderEvent> elements =
        pipeline.apply("Orders", Create.of(orders).withCoder(OrderEventCoder.of()));
    return new EventSource<>(elements, new LossyDecoder(loss), OptionalLong.of(orders.size()));
  }

  /** Daily revenue, perhaps with a leak. */
  private static PipelineGraph<OrderView, RevenueRow> graph(Loss loss) {
    return PipelineGraph.of(
        stores -> RevenueRules.between(null, null, stores, Lateness.closeOfBooks(stores)),
        (decoder, rules) -> new Leaking<>(DailyRevenue.of(decoder, rules), loss));
  }

  private static final class Leaking<T> extends PTransform<PCollection<T>, Outcome<RevenueRow>> {

    private final DailyRevenue<T> whole;
    private final Loss loss;

    Leaking(DailyRevenue<T> whole, Loss loss) {
      this.whole = whole;
      this.loss = loss;
    }

    @Override
    public Outcome<RevenueRow> expand(PCollection<T> orders) {
      Outcome<RevenueRow> outcome = orders.apply("Revenue", whole);
      PCollection<RevenueRow> rows = outcome.rows();
      return outcome.withRows(
          loss == Loss.ON_THE_WAY_TO_THE_ROWS
              ? rows.apply("Leak", Filter.by(row -> row.day().businessDay() != LAST_DAY))
              : rows);
    }
  }

  private static OrderEvent order(int i) {
    long time = 20_000 * DAY + i * DAY;
    return new OrderEvent(
        "e" + i,
        "o" + i,
        OrderType.PLACED,
        "s1",
        time,
        time,
        "EUR",
        List.of(new OrderLine("apple", "produce", 1, 25_000, 12_500)),
        time,
        0,
        RecordLocation.inFile("orders", i));
  }

  /** Reads events, but the one of order o1 not quite. */
  private record LossyDecoder(Loss loss) implements RecordDecoder<OrderEvent, OrderView> {

    @Override
    public void decode(OrderEvent event, Handler<OrderView> handler) {
      boolean lost = event.orderId().equals("o1");
      if (lost && loss == Loss.BEFORE_IT_IS_READ) {
        return;
      }
      if (lost && loss == Loss.BEFORE_ITS_FATE) {
        handler.onRecord(event.ingestTime());
        return;
      }
      EventDecoder.<OrderEvent, OrderView>marked().decode(event, handler);
    }

    @Override
    public Copies copies() {
      return new Copies.Marked();
    }
  }
}
