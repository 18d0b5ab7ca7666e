package dev.tideline.datasets.output;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tideline.datasets.freshmart.Burst;
import dev.tideline.datasets.freshmart.Cards;
import dev.tideline.datasets.freshmart.OrderLife;
import dev.tideline.datasets.freshmart.PlacedOrder;
import dev.tideline.datasets.freshmart.Plan;
import dev.tideline.datasets.journey.CardSwipe;
import dev.tideline.datasets.journey.SentEvent;
import dev.tideline.datasets.journey.Till;
import dev.tideline.json.Timestamps;
import dev.tideline.order.OrderEvent;
import dev.tideline.store.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What was planted: whoever reads the data set must find this. Used by one thread. */
public final class Truth {

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private final PlantedCounts orders;
  private final PlantedCounts payments;
  private final Map<String, Money> byCurrency = new TreeMap<>();
  private final Map<String, Object> bank = new LinkedHashMap<>();

  Truth(Stores stores) {
    this.orders = new PlantedCounts(stores);
    this.payments = new PlantedCounts(stores);
  }

  /** Counts a record of an order event. */
  void countOrder(SentEvent<OrderEvent> sent, boolean written) {
    if (orders.count(sent, written)) {
      moneyIn(sent.event().currency()).add(sent.event());
    }
  }

  /** Counts a record of a payment. */
  void countPayment(SentEvent<CardSwipe> sent, boolean written) {
    if (payments.count(sent, written)) {
      moneyIn(sent.event().currency()).add(sent.event().payment());
    }
  }

  /** Adds what another partition planted. */
  void add(Truth other) {
    orders.add(other.orders);
    payments.add(other.payments);
    other.byCurrency.forEach((currency, money) -> moneyIn(currency).add(money));
  }

  /** Takes down what the bank has written, by name. */
  void settled(Map<String, Object> written) {
    bank.putAll(written);
  }

  /** How many records of orders and payments were written. */
  public long records() {
    return orders.records() + payments.records();
  }

  /** Writes it down, with the plan that it came of and the bursts in it. */
  void write(Plan plan, Format format, List<Burst> bursts, Cards cards, Path file)
      throws IOException {
    Money total = new Money();
    byCurrency.values().forEach(total::add);
    Map<String, Object> sums = new LinkedHashMap<>();
    byCurrency.forEach((currency, money) -> sums.put(currency, money.toMap()));
    Map<String, Object> orderCounts = orders.toMap();
    orderCounts.put("types", total.types());
    Map<String, Object> truth = new LinkedHashMap<>();
    truth.put("plan", planOf(plan, format));
    truth.put("orders", orderCounts);
    truth.put("payments", payments.toMap());
    truth.put("total", total.toMap());
    truth.put("by_currency", sums);
    truth.put("bursts", bursts.stream().map(burst -> burstOf(burst, cards)).toList());
    if (!bank.isEmpty()) {
      truth.put("bank", bank);
    }
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), truth);
  }

  private Money moneyIn(String currency) {
    return byCurrency.computeIfAbsent(currency, none -> new Money());
  }

  private static Map<String, Object> planOf(Plan plan, Format format) {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("seed", plan.seed());
    options.put("format", format.name().toLowerCase(Locale.ROOT));
    options.put("orders", plan.orders());
    options.put("from", plan.from().toString());
    options.put("days", plan.days());
    options.put("stores", plan.stores());
    options.put("cards", plan.cards());
    options.put("bursts", plan.bursts());
    options.put("partitions", plan.partitions());
    options.put("late_share", plan.disorder().late());
    options.put("offline_share", plan.disorder().offline());
    options.put("duplicate_share", plan.disorder().duplicate());
    options.put("skew_share", plan.disorder().skew());
    options.put("broken_share", plan.disorder().broken());
    return options;
  }

  /** The n-th payment must reach a score of n: its own card, all within a minute, none too late. */
  private static Map<String, Object> burstOf(Burst burst, Cards cards) {
    List<Map<String, Object>> payments = new ArrayList<>();
    for (PlacedOrder order : burst.orders()) {
      Map<String, Object> payment = new LinkedHashMap<>();
      payment.put("payment_id", Till.paymentId(order));
      payment.put("event_time", Timestamps.format(OrderLife.paidAt(order)));
      payment.put("score", payments.size() + 1);
      payments.add(payment);
    }
    Map<String, Object> planted = new LinkedHashMap<>();
    planted.put("card_token", cards.token(burst.orders().get(0).card()).toString());
    planted.put("store_id", burst.shop().store().storeId());
    planted.put("payments", payments);
    return planted;
  }
}
