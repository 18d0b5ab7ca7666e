package dev.tideline.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.intake.EventReading;
import dev.tideline.intake.Place;
import dev.tideline.intake.Reading;
import dev.tideline.ledger.Outcome;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderEventCoder;
import dev.tideline.order.OrderLine;
import dev.tideline.order.OrderType;
import dev.tideline.order.OrderView;
import dev.tideline.report.Sums;
import dev.tideline.revenue.DailyRevenue;
import dev.tideline.revenue.RevenueRow;
import dev.tideline.revenue.RevenueRules;
import dev.tideline.row.RowFormat;
import dev.tideline.run.Terminal.Ended;
import dev.tideline.source.Intake;
import dev.tideline.store.Store;
import dev.tideline.store.Stores;
import dev.tideline.windowing.Lateness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Graphs that lose a record: each way of losing one is noticed, and the answer is not published.
 */
class UnbalancedBooksTest {

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

  private Ended run(Loss loss) {
    String answer = home.resolve("answer").toString();
    return Terminal.run(new LossyJob(loss), "--input", "its own", "--output", answer);
  }

  /** Where a record gets lost, of three. */
  private enum Loss {
    NONE(""),
    BEFORE_IT_IS_READ("the source holds 3 records, but 2 were read"),
    BEFORE_ITS_FATE(
        "of the 1 records ingested in the minute 2024-10-05T00:00:00.000Z, 0 have a fate"),
    ON_THE_WAY_TO_THE_ROWS("the books count 3 events, but the rows are made of 2");

    private final String fault;

    Loss(String fault) {
      this.fault = fault;
    }
  }

  /** Daily revenue of three orders of different days, with a leak. */
  @Command
  private static final class LossyJob implements Job<RevenueRow> {

    private static final long DAY = 86_400_000;
    private static final Stores STORES =
        Stores.of(List.of(new Store("s1", "Store", ZoneOffset.UTC, "EUR")));

    @Mixin private RunOptions options;
    private final Loss loss;

    LossyJob(Loss loss) {
      this.loss = loss;
    }

    @Override
    public String name() {
      return "test-revenue";
    }

    @Override
    public String topic() {
      return "orders.v1";
    }

    @Override
    public RunOptions options() {
      return options;
    }

    @Override
    public RowFormat<RevenueRow> format() {
      return RevenueRow.FORMAT;
    }

    @Override
    public Plan<RevenueRow> plan(RunSettings settings, Mistakes mistakes) {
      return this::graph;
    }

    private Graph<RevenueRow> graph(Pipeline pipeline) {
      List<OrderEvent> orders = IntStream.range(0, 3).mapToObj(LossyJob::order).toList();
      PCollection<OrderEvent> elements =
          pipeline.apply("Orders", Create.of(orders).withCoder(OrderEventCoder.of()));
      Reading<OrderEvent, OrderView> reading = new LossyReading(loss);
      RevenueRules rules =
          new RevenueRules(STORES, Lateness.closeOfBooks(STORES), 0, Integer.MAX_VALUE);
      Outcome<RevenueRow> outcome = elements.apply("Revenue", DailyRevenue.of(reading, rules));
      PCollection<RevenueRow> rows = outcome.rows();
      if (loss == Loss.ON_THE_WAY_TO_THE_ROWS) {
        rows = rows.apply("Leak", Filter.by(row -> row.day().businessDay() != lastDay()));
      }
      Intake<OrderEvent, OrderView> intake =
          new Intake<>(elements, reading, List.of(), List.of(), OptionalLong.of(orders.size()));
      return new Graph<>(intake, outcome.withRows(rows));
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
          Place.inFile("orders", i));
    }

    private static int lastDay() {
      return 20_002;
    }

    @Override
    public List<String> totals(List<JsonNode> rows) {
      return List.of();
    }

    @Override
    public OptionalLong eventsIn(List<JsonNode> rows) {
      return OptionalLong.of(Sums.of(rows, "events"));
    }
  }

  /** Reads events, but the one of order o1 not quite. */
  private record LossyReading(Loss loss) implements Reading<OrderEvent, OrderView> {

    @Override
    public void read(OrderEvent event, Visitor<OrderView> visitor) {
      boolean lost = event.orderId().equals("o1");
      if (lost && loss == Loss.BEFORE_IT_IS_READ) {
        return;
      }
      if (lost && loss == Loss.BEFORE_ITS_FATE) {
        visitor.read(event.ingestTime());
        return;
      }
      EventReading.<OrderEvent, OrderView>first().read(event, visitor);
    }
  }
}
