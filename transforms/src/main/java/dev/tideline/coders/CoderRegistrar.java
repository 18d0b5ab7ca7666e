package dev.tideline.coders;

import dev.tideline.dashboard.DashboardCoders;
import dev.tideline.dashboard.DashboardRow;
import dev.tideline.dashboard.ServiceTimes;
import dev.tideline.dashboard.StoreActivity;
import dev.tideline.fraud.CardHistory;
import dev.tideline.fraud.CardPayment;
import dev.tideline.fraud.FraudCoders;
import dev.tideline.fraud.FraudSignal;
import dev.tideline.hindsight.Arrival;
import dev.tideline.hindsight.DecisionKind;
import dev.tideline.hindsight.Decisions;
import dev.tideline.hindsight.HindsightCoders;
import dev.tideline.hindsight.HindsightRow;
import dev.tideline.ledger.Ledger;
import dev.tideline.ledger.LedgerCoders;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.ledger.TooLateEvent;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderEventCoder;
import dev.tideline.payment.CardToken;
import dev.tideline.payment.Payment;
import dev.tideline.payment.PaymentCoders;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RecordCoders;
import dev.tideline.records.RecordLocation;
import dev.tideline.records.Reject;
import dev.tideline.revenue.DayRevenue;
import dev.tideline.revenue.Revenue;
import dev.tideline.revenue.RevenueCoders;
import dev.tideline.revenue.RevenueRow;
import dev.tideline.revenue.StoreDay;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviderRegistrar;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.values.TypeDescriptor;

/** Every type that travels through a graph, with its coder. Beam finds it as a service. */
public final class CoderRegistrar implements CoderProviderRegistrar {

  /** The coder of each type. */
  public static final Map<Class<?>, Coder<?>> ALL =
      Map.ofEntries(
          Map.entry(RecordLocation.class, RecordCoders.PLACE),
          Map.entry(RawRecord.class, RecordCoders.RAW_RECORD),
          Map.entry(Reject.class, RecordCoders.REJECT),
          Map.entry(OrderEvent.class, OrderEventCoder.of()),
          Map.entry(CardToken.class, PaymentCoders.CARD),
          Map.entry(Payment.class, PaymentCoders.PAYMENT),
          Map.entry(LedgerEntry.class, LedgerCoders.ENTRY),
          Map.entry(Ledger.class, LedgerCoders.LEDGER),
          Map.entry(TooLateEvent.class, LedgerCoders.TOO_LATE),
          Map.entry(StoreDay.class, RevenueCoders.STORE_DAY),
          Map.entry(DayRevenue.class, RevenueCoders.DAY),
          Map.entry(Revenue.class, RevenueCoders.REVENUE),
          Map.entry(RevenueRow.class, RevenueCoders.ROW),
          Map.entry(ServiceTimes.class, DashboardCoders.SERVICE_TIMES),
          Map.entry(StoreActivity.class, DashboardCoders.ACTIVITY),
          Map.entry(DashboardRow.class, DashboardCoders.ROW),
          Map.entry(CardPayment.class, FraudCoders.PAYMENT),
          Map.entry(CardHistory.class, FraudCoders.HISTORY),
          Map.entry(FraudSignal.class, FraudCoders.SIGNAL),
          Map.entry(Arrival.class, HindsightCoders.ARRIVAL),
          Map.entry(DecisionKind.class, HindsightCoders.KIND),
          Map.entry(Decisions.class, HindsightCoders.DECISIONS),
          Map.entry(HindsightRow.class, HindsightCoders.ROW));

  @Override
  public List<CoderProvider> getCoderProviders() {
    return ALL.entrySet().stream()
        .map(
            entry ->
                CoderProviders.forCoder(
                    TypeDescriptor.of((Class<?>) entry.getKey()), uncheckedCast(entry.getValue())))
        .toList();
  }

  @SuppressWarnings("unchecked")
  private static <T> Coder<T> uncheckedCast(Coder<?> coder) {
    return (Coder<T>) coder;
  }
}
