package dev.tideline.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import dev.tideline.archive.OrderArchiveWriter;
import dev.tideline.archive.PaymentArchiveWriter;
import dev.tideline.archive.RecordWriter;
import dev.tideline.intake.BrokenRecord;
import dev.tideline.intake.EventRules;
import dev.tideline.intake.EventView;
import dev.tideline.intake.Place;
import dev.tideline.intake.RawRecord;
import dev.tideline.lines.JsonKind;
import dev.tideline.payment.CardTokens;
import dev.tideline.payment.Payment;
import dev.tideline.proof.cell.Cell;
import dev.tideline.proof.cell.Workers;
import dev.tideline.proof.world.DataSet;
import dev.tideline.proof.world.Question;
import dev.tideline.proof.world.RandomWorld;
import dev.tideline.proof.world.Sent;
import dev.tideline.proof.world.Shop;
import dev.tideline.proof.world.Topic;
import dev.tideline.proof.world.World;
import dev.tideline.source.OrderSources;
import dev.tideline.source.PaymentSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
            runner -> System.getProperty("java.class.path"))) {
      Proof proof = new Proof(workers, folder, DIRECT, (question, cell, said, agrees) -> {});
      for (Question question : List.of(Question.OPS_DASHBOARD, Question.FRAUD_VELOCITY)) {
        Round round = proof.round(world, question);
        assertThat(round.failures(), round.differences(), is(empty()));
        assertThat("seed " + seed, round.proven(), is(true));
        assertThat("seed " + seed, round.model().rows().size(), greaterThan(0));
      }
    }
  }

  @Test
  void aRowIsTheLineOfItsEvent() throws Exception {
    Sent order =
        new Sent(
            Topic.ORDERS,
            0,
            """
            {"ingest_time":"2026-03-17T09:00:00.400Z","event_id":"e\\"1","order_id":"o1",\
            "type":"PLACED","store_id":"berlin","event_time":"2026-03-17T09:00:00.000Z",\
            "placed_at":"2026-03-17T09:00:00.000Z","currency":"EUR","lines":[\
            {"sku":"apple","category":"produce","quantity":3,"amount":4.5000,"cost":2.1000}]}""");
    Sent payment =
        new Sent(
            Topic.PAYMENTS,
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
    Files.write(set.resolve(DataSet.STORES), world.shops().stream().map(Shop::json).toList());
    CardTokens tokens = new CardTokens(() -> World.CARD_KEY.getBytes(UTF_8));
    try (OrderArchiveWriter file = OrderArchiveWriter.at(set.resolve("orders/all.parquet"))) {
      write(events(world.of(Topic.ORDERS), OrderSources.JSON), OrderSources.JSON, file);
    }
    try (PaymentArchiveWriter file = PaymentArchiveWriter.at(set.resolve("payments/all.parquet"))) {
      JsonKind<Payment> kind = PaymentSources.json(tokens);
      write(events(world.of(Topic.PAYMENTS), kind), kind, file);
    }
    return set;
  }

  /** The events in order of ingest, but for those of which the first copy would be rejected. */
  private static <E extends EventView> List<E> events(List<Sent> records, JsonKind<E> kind) {
    List<E> events = new ArrayList<>();
    for (Sent sent : records) {
      try {
        E event =
            kind.parser()
                .parse(new RawRecord(sent.bytes(), Place.inFile("", 0), RawRecord.IN_PAYLOAD));
        if (event.eventTime() <= event.ingestTime() + EventRules.CLOCK_AHEAD) {
          events.add(event);
        }
      } catch (BrokenRecord noEvent) {
        // it stays out
      }
    }
    events.sort(Comparator.comparingLong(EventView::ingestTime));
    return events;
  }

  private static <E extends EventView> void write(
      List<E> events, JsonKind<E> kind, RecordWriter<E> file) throws IOException {
    Map<String, Integer> copies = new HashMap<>();
    for (E event : events) {
      int copy = copies.merge(kind.id().apply(event), 1, Integer::sum) - 1;
      file.write(kind.asCopy().apply(event, copy));
    }
    file.complete();
  }
}
