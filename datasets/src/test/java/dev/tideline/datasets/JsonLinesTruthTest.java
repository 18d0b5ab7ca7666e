package dev.tideline.datasets;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.io.files.InputException;
import dev.tideline.money.Amount;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderJson;
import dev.tideline.order.OrderLine;
import dev.tideline.order.OrderRules;
import dev.tideline.order.OrderType;
import dev.tideline.payment.CardTokens;
import dev.tideline.payment.Payment;
import dev.tideline.payment.PaymentJson;
import dev.tideline.payment.PaymentRules;
import dev.tideline.records.BrokenRecord;
import dev.tideline.store.Stores;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What truth.json says is what whoever reads the JSON lines finds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JsonLinesTruthTest {

  private Path set;
  private JsonNode truth;
  private Recount<OrderEvent> orders;
  private Recount<Payment> payments;

  @BeforeAll
  void muchGoesWrong(@TempDir Path folder) throws IOException, BrokenRecord, InputException {
    set =
        DataSets.generate(
            folder,
            "set",
            "--format jsonl --seed 42 --orders 4000 --days 2 --from 2026-03-28 --bursts 12"
                + " --late-share 0.1 --offline-share 0.1 --duplicate-share 0.1 --skew-share 0.1"
                + " --broken-share 0.1");
    truth = DataSets.truth(set);
    Stores stores = DataSets.stores(set);
    CardTokens tokens = new CardTokens(DataSets.KEY);
    orders =
        Recount.of(
            set,
            "orders",
            OrderJson::read,
            event -> OrderRules.broken(event, stores),
            OrderEvent::eventId);
    payments =
        Recount.of(
            set,
            "payments",
            record -> PaymentJson.read(record, tokens),
            payment -> PaymentRules.broken(payment, stores),
            Payment::paymentId);
  }

  @Test
  void everyRecordIsWhatTheTruthSays() {
    assertThat(counts("orders"), is(orders.counts()));
    assertThat(counts("payments"), is(payments.counts()));
  }

  @Test
  void everyBrokenRecordIsRejectedForItsReason() {
    assertThat(numbers(truth.at("/orders/broken")), is(orders.broken()));
    assertThat(numbers(truth.at("/payments/broken")), is(payments.broken()));
  }

  @Test
  void theSumsAreExact() {
    long revenue = 0;
    long refunds = 0;
    long cost = 0;
    long units = 0;
    Map<String, Long> types = new TreeMap<>();
    for (OrderEvent event : orders.events()) {
      types.merge(event.type().name(), 1L, Long::sum);
      for (OrderLine line : event.lines()) {
        switch (event.type()) {
          case PLACED -> {
            revenue += line.amount();
            cost += line.cost();
            units += line.quantity();
          }
          case CANCELLED -> {
            revenue -= line.amount();
            cost -= line.cost();
            units -= line.quantity();
          }
          case REFUNDED -> refunds += line.amount();
          case FULFILLED -> throw new AssertionError("a fulfilled order carries no lines");
        }
      }
    }
    long paid = payments.events().stream().mapToLong(Payment::amount).sum();
    assertThat(numbers(truth.at("/orders/types")), is(types));
    assertThat(truth.at("/total/revenue").decimalValue(), is(decimal(revenue)));
    assertThat(truth.at("/total/refunds").decimalValue(), is(decimal(refunds)));
    assertThat(truth.at("/total/cost").decimalValue(), is(decimal(cost)));
    assertThat(truth.at("/total/paid").decimalValue(), is(decimal(paid)));
    assertThat(truth.at("/total/units").longValue(), is(units));
    assertThat(truth.at("/total/lines").longValue(), is(linesPlaced()));
  }

  @Test
  void eachDayHoldsWhatWasIngestedOnItInOrder() throws IOException, BrokenRecord {
    for (OrderEvent event : orders.events()) {
      String day = Instant.ofEpochMilli(event.ingestTime()).atOffset(ZoneOffset.UTC).toString();
      assertThat(event.location().source().contains("date=" + day.substring(0, 10)), is(true));
    }
    for (Path file : DataSets.filesOf(set, "orders")) {
      long before = 0;
      for (OrderEvent event : orders.events()) {
        if (event.location().source().equals(file.toString())) {
          assertThat(before, lessThanOrEqualTo(event.ingestTime()));
          before = event.ingestTime();
        }
      }
    }
  }

  @Test
  void eachPlantedBurstReachesItsScores() {
    assertThat(truth.get("bursts").findValues("card_token"), hasSize(12));
    for (JsonNode burst : truth.get("bursts")) {
      String card = burst.get("card_token").textValue();
      List<Payment> ofCard =
          payments.events().stream().filter(p -> p.card().toString().equals(card)).toList();
      Map<String, Integer> scores = new TreeMap<>();
      for (Payment payment : ofCard) {
        long since = payment.eventTime() - 60_000;
        int score =
            (int)
                ofCard.stream()
                    .filter(p -> p.eventTime() > since && p.eventTime() <= payment.eventTime())
                    .count();
        scores.put(payment.paymentId(), score);
      }
      Map<String, Integer> foretold = new TreeMap<>();
      for (JsonNode payment : burst.get("payments")) {
        foretold.put(payment.get("payment_id").textValue(), payment.get("score").intValue());
      }
      assertThat(scores, is(foretold));
    }
  }

  private long linesPlaced() {
    return orders.events().stream()
        .filter(event -> event.type() == OrderType.PLACED)
        .mapToLong(OrderEvent::lineCount)
        .sum();
  }

  private Map<String, Long> counts(String topic) {
    Map<String, Long> counts = new TreeMap<>();
    for (String name : List.of("records", "events", "repeats", "future")) {
      counts.put(name, truth.at("/" + topic + "/" + name).longValue());
    }
    return counts;
  }

  private static Map<String, Long> numbers(JsonNode object) {
    Map<String, Long> numbers = new TreeMap<>();
    object.fields().forEachRemaining(f -> numbers.put(f.getKey(), f.getValue().longValue()));
    return numbers;
  }

  private static BigDecimal decimal(long amount) {
    return new BigDecimal(Amount.format(amount));
  }
}
