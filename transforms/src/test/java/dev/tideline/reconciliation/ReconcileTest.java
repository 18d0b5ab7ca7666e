package dev.tideline.reconciliation;

import dev.tideline.admission.BundleAggregation;
import dev.tideline.money.Amount;
import dev.tideline.order.OrderType;
import dev.tideline.reconciliation.rules.OrderMovement;
import dev.tideline.reconciliation.rules.PaymentMade;
import dev.tideline.reconciliation.rules.ReconciliationRow;
import dev.tideline.reconciliation.rules.ReconciliationScope;
import dev.tideline.settlement.SettlementKind;
import dev.tideline.settlement.SettlementLine;
import dev.tideline.store.Store;
import dev.tideline.store.Stores;
import dev.tideline.sum.Total;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A Tuesday of one store, reconciled by what was known when it ended. */
@ExtendWith(TestPipelineExtension.class)
class ReconcileTest {

  private static final LocalDate TUESDAY = LocalDate.of(2026, 3, 17);
  private static final int DAY = (int) TUESDAY.toEpochDay();
  private static final Stores STORES =
      Stores.of(
          List.of(
              new Store(
                  "mitte",
                  "Mitte",
                  ZoneId.of("Europe/Berlin"),
                  "EUR",
                  Store.ALWAYS,
                  Store.FOREVER)));

  private static final Reconcile RECONCILE =
      Reconcile.in(
          new ReconciliationScope(DAY, DAY, null, 2), STORES, OptionalLong.of(400_000)); // 9 groups

  private final List<OrderMovement> movements = new ArrayList<>();
  private final List<PaymentMade> payments = new ArrayList<>();
  private final List<BankLine> lines = new ArrayList<>();

  @Test
  void aLateRunFindsALineThatWasDatedAnewSince(TestPipeline pipeline) {
    sold("order", "20.00");
    paid("payment", "order", "20.00");
    settled("17.csv", "bank", "payment", "mitte", TUESDAY);
    settled("20.csv", "bank", "payment", "mitte", TUESDAY.plusDays(3));
    finds(
        pipeline,
        "mitte CAPTURE MATCHED 1 20.0000",
        "mitte PAYMENT MATCHED 1 20.0000",
        "mitte SALE MATCHED 1 20.0000");
  }

  @Test
  void linesOfTwoBanksMayHaveOneId(TestPipeline pipeline) {
    sold("order", "40.00");
    paid("payment-1", "order", "20.00");
    paid("payment-2", "order", "20.00");
    settled("a.csv", "one bank", "payment-1", "mitte", TUESDAY);
    settled("b.csv", "another", "payment-2", "Filiale 7", TUESDAY);
    finds(
        pipeline,
        "mitte CAPTURE MATCHED 2 40.0000",
        "mitte PAYMENT MATCHED 2 40.0000",
        "mitte SALE MATCHED 1 40.0000");
  }

  @Test
  void whatNamesNoOrderHasNothingInCommon(TestPipeline pipeline) {
    sold("", "20.00");
    sold("", "20.00");
    sold("", "5.00");
    paid("payment-1", "", "20.00");
    paid("payment-2", "", "25.00");
    finds(
        pipeline,
        "mitte PAYMENT PAYMENT_WITHOUT_ORDER 2 45.0000",
        "mitte SALE UNPAID_ORDER 3 45.0000");
  }

  @Test
  void aStoreThatOnlyTheBankKnowsIsNone(TestPipeline pipeline) {
    settled("a.csv", "bank", "unknown", "Filiale 7", TUESDAY);
    finds(pipeline, " CAPTURE MISSING_IN_BOOKS 1 20.0000");
  }

  private void sold(String orderId, String amount) {
    movements.add(
        new OrderMovement(
            orderId, "mitte", DAY, OrderType.PLACED, Total.of(Amount.parse(amount)), "EUR", 0));
  }

  private void paid(String id, String orderId, String amount) {
    payments.add(new PaymentMade(id, orderId, "mitte", DAY, Amount.parse(amount), "EUR", 0));
  }

  /** A capture of 20.00, whose id is always the same. */
  private void settled(
      String file, String bank, String paymentId, String storeId, LocalDate settledOn) {
    lines.add(
        new BankLine(
            file,
            1,
            new SettlementLine(
                bank,
                "line",
                paymentId,
                storeId,
                SettlementKind.CAPTURE,
                Amount.parse("20.00"),
                0,
                "EUR",
                null,
                settledOn,
                "",
                "")));
  }

  private void finds(TestPipeline pipeline, String... rows) {
    PCollection<String> found =
        PCollectionTuple.of(
                Reconcile.MOVEMENTS,
                packed("Movements", pipeline, movements, RECONCILE.packMovements()))
            .and(
                Reconcile.PAYMENTS,
                packed("Payments", pipeline, payments, RECONCILE.packPayments()))
            .and(Reconcile.LINES, packed("Lines", pipeline, lines, RECONCILE.packLines()))
            .apply(RECONCILE)
            .get(Reconcile.ROWS)
            .apply(MapElements.into(TypeDescriptors.strings()).via(ReconcileTest::text));
    PAssert.that(found).containsInAnyOrder(rows);
    pipeline.run().waitUntilFinish();
  }

  /** Each in a pack of its own, so that those of a group come together only in the graph. */
  private static <V> PCollection<KV<Integer, byte[]>> packed(
      String name, TestPipeline pipeline, List<V> values, PackByGroup<V> packing) {
    List<KV<Integer, byte[]>> packs = new ArrayList<>();
    for (V value : values) {
      BundleAggregation.Aggregator<V, KV<Integer, byte[]>> pack = packing.open();
      pack.add(value, (some, time) -> packs.add(some));
      pack.flush((some, time) -> packs.add(some));
    }
    Collections.shuffle(packs, new Random(1));
    return pipeline.apply(name, Create.of(packs).withCoder(PackByGroup.CODER));
  }

  private static String text(ReconciliationRow row) {
    return "%s %s %s %d %s"
        .formatted(
            row.account().storeId(),
            row.account().kind(),
            row.account().state(),
            row.sums().items(),
            Amount.format(row.sums().amount()));
  }
}
