package dev.tideline.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import dev.tideline.event.EventRules;
import dev.tideline.event.EventView;
import dev.tideline.event.Identity;
import dev.tideline.io.archive.ArchivePart;
import dev.tideline.io.archive.write.OrderArchiveWriter;
import dev.tideline.io.archive.write.PaymentArchiveWriter;
import dev.tideline.io.archive.write.RecordWriter;
import dev.tideline.io.events.OrderSources;
import dev.tideline.io.events.PaymentSources;
import dev.tideline.io.lines.JsonEventType;
import dev.tideline.order.OrderContributions;
import dev.tideline.order.OrderEvent;
import dev.tideline.payment.CardTokens;
import dev.tideline.payment.Payment;
import dev.tideline.payment.PaymentCoders;
import dev.tideline.pipelines.Pipelines;
import dev.tideline.proof.cell.Cell;
import dev.tideline.proof.cell.Workers;
import dev.tideline.proof.world.DataSet;
import dev.tideline.proof.world.Question;
import dev.tideline.proof.world.RandomWorld;
import dev.tideline.proof.world.World;
import dev.tideline.proof.world.WorldRecord;
import dev.tideline.proof.world.WorldStore;
import dev.tideline.proof.world.WorldTopic;
import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RecordLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive is a world like any other: bounded cells read it, streams play its rows as lines. */
class ArchiveTest {

  private static final List<Cell> DIRECT =
      List.of(new Cell("direct", Cell.Mode.BOUNDED), new Cell("direct", Cell.Mode.STREAM));

  @TempDir private Path folder;

  @Test
  @Tag("exhaustive")
  void ordersAndPaymentsOfAnArchiveAreProven() throws Exception {
    long seed = 5;
    World random = RandomWorld.of(seed);
    World world = DataSet.read(archive(random), random.stage());
    try (Workers workers =
        new Workers(
            Path.of("..", "runners-config"),
            folder,
            runner -> System.getProperty("java.class.path"),
            "")) {
      Proof proof = new Proof(workers, folder, DIRECT, (question, cell, result, agrees) -> {});
      for (Question question :
          List.of(Question.of(Pipelines.OPS_DASHBOARD), Question.of(Pipelines.FRAUD_VELOCITY))) {
        Round round = proof.round(world, question);
        assertThat(round.failures(), round.differences(), is(empty()));
        assertThat("seed " + seed, round.proven(), is(true));
        assertThat("seed " + seed, round.model().rows().size(), greaterThan(0));
      }
    }
  }

  @Test
  void aRowIsTheLineOfItsEvent() throws Exception {
    WorldRecord order =
        new WorldRecord(
            WorldTopic.ORDERS,
            0,
            """
            {"ingest_time":"2026-03-17T09:00:00.400Z","event_id":"e\\"1","order_id":"o1",\
            "type":"PLACED","store_id":"berlin","event_time":"2026-03-17T09:00:00.000Z",\
            "placed_at":"2026-03-17T09:00:00.000Z","currency":"EUR","lines":[\
            {"sku":"apple","category":"produce","quantity":3,"amount":4.5000,"cost":2.1000}]}""");
    WorldRecord payment =
        new WorldRecord(
            WorldTopic.PAYMENTS,
            0,
            """
            {"ingest_time":"2026-03-17T09:00:00.300Z","payment_id":"p01","order_id":"o1",\
            "card_token":"000102030405060708090a0b0c0d0eff","store_id":"berlin","gateway":"acme",\
            "amount":99999999999999.9999,"currency":"EUR",\
            "event_time":"2026-03-17T09:00:00.000Z"}""");
    World lines = RandomWorld.of(0).with(List.of(order, payment));

    World read = DataSet.read(archive(lines), lines.stage());

    assertThat(read.records(), is(lines.records()));
  }

  /** The events of a world as an archive; what is no event can't be in it. */
  private Path archive(World world) throws IOException {
    Path set = Files.createDirectory(folder.resolve("archive"));
    Files.write(
        set.resolve(DataSet.STORES), world.stores().stream().map(WorldStore::json).toList());
    CardTokens tokens = new CardTokens(() -> World.CARD_KEY.getBytes(UTF_8));
    ArchivePart all = new ArchivePart("world", 0);
    try (OrderArchiveWriter file = OrderArchiveWriter.at(set.resolve("orders/all.parquet"), all)) {
      write(
          events(world.of(WorldTopic.ORDERS), OrderSources.JSON),
          new OrderContributions()::identity,
          OrderEvent::asCopy,
          file);
    }
    try (PaymentArchiveWriter file =
        PaymentArchiveWriter.at(set.resolve("payments/all.parquet"), all)) {
      JsonEventType<Payment> type = PaymentSources.json(tokens);
      write(
          events(world.of(WorldTopic.PAYMENTS), type),
          PaymentCoders::identityOf,
          Payment::asCopy,
          file);
    }
    return set;
  }

  /** The events in order of ingest. */
  private static <E extends EventView> List<E> events(
      List<WorldRecord> records, JsonEventType<E> type) {
    List<E> events = new ArrayList<>();
    for (WorldRecord sent : records) {
      try {
        events.add(
            type.parser()
                .parse(
                    new RawRecord(
                        sent.bytes(), RecordLocation.inFile("", 0), RawRecord.IN_PAYLOAD)));
      } catch (BrokenRecord noEvent) {
        // it stays out
      }
    }
    events.sort(Comparator.comparingLong(EventView::ingestTime));
    return events;
  }

  private static <E extends EventView> void write(
      List<E> events,
      Function<E, Identity> identity,
      BiFunction<E, Integer, E> asCopy,
      RecordWriter<E> file)
      throws IOException {
    Map<Identity, Integer> copies = new HashMap<>();
    for (E event : events) {
      boolean future = event.eventTime() > event.ingestTime() + EventRules.CLOCK_AHEAD;
      int copy = future ? 0 : copies.merge(identity.apply(event), 1, Integer::sum) - 1;
      file.write(asCopy.apply(event, copy));
    }
    file.completeLast(1);
  }
}
