package dev.tideline.proof.fault;

import static dev.tideline.proof.fault.Fault.inGraph;
import static dev.tideline.proof.fault.Fault.inSinks;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.tideline.pipelines.Pipelines;
import dev.tideline.proof.Proof;
import dev.tideline.proof.Round;
import dev.tideline.proof.cell.Cell;
import dev.tideline.proof.cell.Workers;
import dev.tideline.proof.world.Question;
import dev.tideline.proof.world.RandomWorld;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A proof that can't fail proves nothing: each of these faults, planted by itself, must make it
 * fail, within a few worlds, on the Direct runner alone.
 */
@Execution(ExecutionMode.CONCURRENT) // a cell mostly waits for the start of its engine
class FaultsTest {

  private static final Path CONFIG = Path.of("..", "runners-config");
  private static final List<Cell> DIRECT =
      List.of(new Cell("direct", Cell.Mode.BOUNDED), new Cell("direct", Cell.Mode.STREAM));

  private static final List<Cell> OF_TOPIC = List.of(new Cell("direct", Cell.Mode.TOPIC));
  private static final List<Cell> STARTED_AGAIN = List.of(new Cell("direct", Cell.Mode.KILLED));

  private static final Question FRAUD_VELOCITY = Question.of(Pipelines.FRAUD_VELOCITY);
  private static final Question OPS_DASHBOARD = Question.of(Pipelines.OPS_DASHBOARD);
  private static final Question DAILY_REVENUE = Question.of(Pipelines.DAILY_REVENUE);
  private static final Question GATEWAY_HEALTH = Question.of(Pipelines.GATEWAY_HEALTH);

  /** Worlds are tried one after the other until one shows the fault. */
  private static final int WORLDS = 5;

  private static final List<Fault> FAULTS =
      List.of(
          inGraph(
              "a combiner that adds doubles",
              DAILY_REVENUE,
              "revenue/Revenue.java",
              "revenue.plus(other.revenue)",
              "Total.of((long) ((revenue.toLong() / 1e4 + other.revenue.toLong() / 1e4) * 1e4))"),
          inGraph(
              "a combiner that takes the last arrival",
              OPS_DASHBOARD,
              "dashboard/StoreActivity.java",
              "revenue.plus(other.revenue)",
              "other.revenue"),
          inGraph(
              "a score that counts a payment 60 s before",
              FRAUD_VELOCITY,
              "fraud/card/CardHistory.java",
              "eventTime() <= payment.eventTime() - VELOCITY)",
              "eventTime() < payment.eventTime() - VELOCITY)"),
          inGraph(
              "no check for duplicates",
              OPS_DASHBOARD,
              "duplicates/CountedCopies.java",
              "return known(number, at, mark);",
              "return COUNTED;"),
          inGraph(
              "a card that takes every copy for a payment",
              FRAUD_VELOCITY,
              "fraud/card/CardHistory.java",
              "      return copy;",
              "      return null;"),
          inGraph(
              "copies that are forgotten while others may come",
              OPS_DASHBOARD,
              "duplicates/CopySlots.java",
              "(slot + 1) * width + held",
              "slot * width"),
          inGraph(
              "copies that never meet",
              OPS_DASHBOARD,
              "duplicates/CopySlots.java",
              "Math.floorMod(hash, groups)",
              "java.util.concurrent.ThreadLocalRandom.current().nextLong(groups)"),
          inGraph(
              "copies that are told by their id alone",
              DAILY_REVENUE,
              "order/OrderEventCoder.java",
              "Identity.of(out -> encodeContent(event, out))",
              "Identity.of(out -> text(event.eventId(), out))"),
          inGraph(
              "copies that take the place of others though they can't count",
              DAILY_REVENUE,
              "duplicates/Settlement.java",
              "for (CopyPack.LateCopy copy : pack.late()) {",
              "for (CopyPack.LateCopy copy : pack.late()) {\n      settling.settle(copy.event(), 7);"),
          inGraph(
              "lateness that is left to the watermark",
              OPS_DASHBOARD,
              "windowing/Lateness.java",
              "return event.ingestTime() > deadline(event);",
              "return false;"),
          inGraph(
              "a tolerance that ends a ms early",
              OPS_DASHBOARD,
              "windowing/Lateness.java",
              "return event.ingestTime() > deadline(event);",
              "return event.ingestTime() >= deadline(event);"),
          inGraph(
              "a ledger step that is lost",
              OPS_DASHBOARD,
              "admission/AdmitRecordsFn.java",
              "accumulator.rejected(reject.ingestTime(), reject.reason());",
              ""),
          inGraph(
              "a ledger that reads twice what it rejects",
              OPS_DASHBOARD,
              "admission/AdmitRecordsFn.java",
              "accumulator.rejected(reject.ingestTime(), reject.reason());",
              "accumulator.rejected(reject.ingestTime(), reject.reason());\n"
                  + "      accumulator.read(reject.ingestTime());"),
          inSinks(
              "a sink where the later writer wins",
              OPS_DASHBOARD,
              "io/sql/SqlTable.java",
              "WHERE t.%s <= excluded.%s\"",
              "WHERE t.%s IS NOT NULL AND excluded.%s IS NOT NULL\""),
          inSinks(
              "a sink that keeps the first version",
              OPS_DASHBOARD,
              "io/sql/SqlTable.java",
              "WHERE t.%s <= excluded.%s\"",
              "WHERE t.%s > excluded.%s\""),
          inGraph(
              "a sink that is guarded by what begins anew with each run",
              OPS_DASHBOARD,
              "dashboard/DashboardRow.java",
              ".versionedBy(row -> row.activity.events())",
              ".versionedBy(row -> 0)"),
          inGraph(
              "a key that is written in more than one way",
              FRAUD_VELOCITY,
              "payment/PaymentCoders.java",
              lines(
                  "fixed(card.low(), out);",
                  "    }",
                  "",
                  "    @Override",
                  "    public CardToken decode(InputStream in) throws IOException {",
                  "      return new CardToken(fixed(in), fixed(in));",
                  "    }",
                  "",
                  "    @Override",
                  "    public boolean consistentWithEquals() {",
                  "      return true;"),
              lines(
                  "fixed(card.low(), out);",
                  "      fixed(java.util.concurrent.ThreadLocalRandom.current().nextLong(2), out);",
                  "    }",
                  "",
                  "    @Override",
                  "    public CardToken decode(InputStream in) throws IOException {",
                  "      CardToken card = new CardToken(fixed(in), fixed(in));",
                  "      fixed(in);",
                  "      return card;",
                  "    }",
                  "",
                  "    @Override",
                  "    public boolean consistentWithEquals() {",
                  "      return false;")),
          inGraph(
              "business days by UTC",
              DAILY_REVENUE,
              "store/BusinessDays.java",
              "new Hours(zone, dayStarts, booksClose), BusinessDays::new);",
              "new Hours(java.time.ZoneOffset.UTC, dayStarts, booksClose), BusinessDays::new);"),
          inGraph(
              "a store that always is what it was last",
              DAILY_REVENUE,
              "store/StoreTimeline.java",
              "if (time >= periods[i].validFrom()) {",
              "if (time >= Store.ALWAYS) {"),
          inGraph(
              "books that close at midnight",
              DAILY_REVENUE,
              "store/BusinessDays.java",
              "LocalTime.of(4, 0)",
              "LocalTime.of(0, 0)"),
          inGraph(
              "an average that is cut off, not rounded",
              DAILY_REVENUE,
              "money/Amount.java",
              "return rest >= Math.abs(count) - rest",
              "return rest > Math.abs(count)"),
          inGraph(
              "a percentile one rank too low",
              OPS_DASHBOARD,
              "dashboard/ServiceTimes.java",
              "Math.multiplyExact(count, (long) percent), 99) / 100;",
              "Math.multiplyExact(count, (long) percent), 0) / 100;"),
          inGraph(
              "a cancellation that leaves the cost",
              DAILY_REVENUE,
              "revenue/Booking.java",
              "cost.add(sign * event.cost(line));",
              "cost.add(event.cost(line));"),
          inGraph(
              "a bundle that loses some of its sums",
              OPS_DASHBOARD,
              "dashboard/AggregateActivity.java",
              "sums.forEach(",
              lines(
                  "if (sums.size() > 6) {",
                  "        sums.remove(sums.keySet().iterator().next());",
                  "      }",
                  "      sums.forEach(")),
          inGraph(
              "a window of 25 minutes",
              OPS_DASHBOARD,
              "windowing/WindowPolicies.java",
              "DASHBOARD = Duration.standardMinutes(30)",
              "DASHBOARD = Duration.standardMinutes(25)"),
          inGraph(
              "a slice in the window after its own",
              GATEWAY_HEALTH,
              "gateway/GatewayHealth.java",
              "slice.start() + SLICE - 1",
              "slice.start() + SLICE"),
          inGraph(
              "events from the future let in",
              FRAUD_VELOCITY,
              "event/EventRules.java",
              "return event.eventTime() > event.ingestTime() + CLOCK_AHEAD;",
              "return false;"));

  /** Those that show only where a topic is read, of several partitions. */
  private static final List<Fault> IN_TOPICS =
      List.of(
          inSinks(
              "a batch that is lost on its way to the graph",
              OPS_DASHBOARD,
              "io/unbounded/EventBatchDecoder.java",
              "for (E event : batch.events()) {",
              lines(
                  "if (!batch.isEnd() && batch.stretches().get(0).range().partition() == 1) {",
                  "      return;",
                  "    }",
                  "    for (E event : batch.events()) {")),
          inSinks(
              "a batch that is handed over twice",
              OPS_DASHBOARD,
              "io/kafka/source/PartitionReader.java",
              "covered = next;\n    return range;",
              "covered = next - (next > 9 ? 1 : 0);\n    return range;"),
          inSinks(
              "a watermark by the clock of the worker",
              OPS_DASHBOARD,
              "io/kafka/source/PartitionReader.java",
              "return time == Position.UNKNOWN ? Position.UNKNOWN : time - delay;",
              "return System.currentTimeMillis();"),
          inSinks(
              "a sink that acknowledges what it has not sent",
              OPS_DASHBOARD,
              "io/kafka/sink/LazyProducer.java",
              lines(
                  "  @Override",
                  "  public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> message, Callback told) {"),
              lines(
                  "  private ProducerRecord<byte[], byte[]> held;",
                  "",
                  "  @Override",
                  "  public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> next, Callback told) {",
                  "    ProducerRecord<byte[], byte[]> message = held;",
                  "    held = next;",
                  "    if (message == null) {",
                  "      return java.util.concurrent.CompletableFuture.completedFuture(null);",
                  "    }")),
          inGraph(
              "copies that are looked for in their own partition only",
              OPS_DASHBOARD,
              "duplicates/PackCopies.java",
              "slots.keyOf(slot, hash)",
              "slots.keyOf(slot, hash + event.location().partition())"));

  /** Those that show only where a run is started again. */
  private static final List<Fault> IN_STARTS =
      List.of(
          new Fault(
              "a run that begins at the position, though windows reach back",
              DAILY_REVENUE,
              "pipelines/src/main/java/dev/tideline/pipelines/input/LookBack.java",
              "return millis + unsure;",
              "return 0;"),
          new Fault(
              "books that begin too late",
              OPS_DASHBOARD,
              "pipelines/src/main/java/dev/tideline/pipelines/input/LookBack.java",
              "EventSource.BOOKS_ALL : earliest + millis;",
              "EventSource.BOOKS_ALL : Long.MAX_VALUE;"));

  private static String lines(String... lines) {
    return String.join("\n", lines);
  }

  /** One of sums, one of windows, one of the ledger and one of what is written. */
  private static final Set<String> ONE_OF_EACH_KIND =
      Set.of(
          "a combiner that adds doubles",
          "a score that counts a payment 60 s before",
          "a ledger step that is lost",
          "a sink where the later writer wins");

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource
  void oneOfEachKindIsCaught(Fault fault) throws Exception {
    isCaught(fault);
  }

  static Stream<Named<Fault>> oneOfEachKindIsCaught() {
    return faults(true);
  }

  @ParameterizedTest
  @MethodSource
  @Tag("exhaustive")
  void everyOtherIsCaught(Fault fault) throws Exception {
    isCaught(fault);
  }

  static Stream<Named<Fault>> everyOtherIsCaught() {
    return faults(false);
  }

  private static Stream<Named<Fault>> faults(boolean oneOfEachKind) {
    return FAULTS.stream()
        .filter(fault -> ONE_OF_EACH_KIND.contains(fault.name()) == oneOfEachKind)
        .map(fault -> Named.of(fault.name(), fault));
  }

  @ParameterizedTest
  @MethodSource
  @Tag("exhaustive")
  void everyOneInTopicsIsCaught(Fault fault) throws Exception {
    isCaught(fault, OF_TOPIC);
  }

  static Stream<Named<Fault>> everyOneInTopicsIsCaught() {
    return IN_TOPICS.stream().map(fault -> Named.of(fault.name(), fault));
  }

  @ParameterizedTest
  @MethodSource
  @Tag("exhaustive")
  void everyOneInStartsIsCaught(Fault fault) throws Exception {
    isCaught(fault, STARTED_AGAIN);
  }

  static Stream<Named<Fault>> everyOneInStartsIsCaught() {
    return IN_STARTS.stream().map(fault -> Named.of(fault.name(), fault));
  }

  private void isCaught(Fault fault) throws IOException, InterruptedException {
    isCaught(fault, DIRECT);
  }

  private void isCaught(Fault fault, List<Cell> cells) throws IOException, InterruptedException {
    String caught = caught(fault, folder, cells);
    System.out.printf("%-60s %s%n", fault.name(), caught == null ? "MISSED" : caught);
    assertThat(fault.name(), caught, is(notNullValue()));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1})
  @Tag("exhaustive") // scripts/check has a round of the proof, in all cells
  void withoutAFaultAllAgree(long seed) throws Exception {
    try (Workers workers = workers(System.getProperty("java.class.path"), folder)) {
      Proof proof = proof(workers, folder, DIRECT);
      for (Question question : Question.all()) {
        Round round = proof.round(RandomWorld.of(seed), question);
        assertThat(round.failures(), round.differences(), is(empty()));
        assertThat(round.failures(), round.proven(), is(true));
      }
    }
  }

  /** Where it shows, or null. */
  private static String caught(Fault fault, Path home, List<Cell> cells)
      throws IOException, InterruptedException {
    String classPath =
        fault.compile(home) + File.pathSeparator + System.getProperty("java.class.path");
    try (Workers workers = workers(classPath, home)) {
      Proof proof = proof(workers, home, cells);
      for (long seed = 0; seed < WORLDS; seed++) {
        Round round = proof.round(RandomWorld.of(seed), fault.shows());
        if (!round.proven()) {
          assertThat(
              "a fault is an answer that differs, no crash: " + round.failures(),
              round.differences(),
              hasItem(not(anyOf(containsString("missing: "), endsWith("FAILED with status 1")))));
          return "caught by seed %d, %s".formatted(seed, fault.shows().pipeline());
        }
      }
    }
    return null;
  }

  private static Workers workers(String classPath, Path home) {
    return new Workers(
        CONFIG,
        home,
        runner -> classPath,
        Path.of("..", "broker", "target", "lib", "*").toString());
  }

  private static Proof proof(Workers workers, Path home, List<Cell> cells) {
    return new Proof(workers, home, cells, (question, cell, result, agrees) -> {});
  }
}
