package dev.tideline.dashboard;

import dev.tideline.admission.AdmissionRules;
import dev.tideline.order.OrderRules;
import dev.tideline.order.OrderType;
import dev.tideline.order.OrderView;
import dev.tideline.records.Finding;
import dev.tideline.store.Stores;
import dev.tideline.windowing.Lateness;

/**
 * Which order events the dashboard counts.
 *
 * @param stores the reference data
 * @param lateness when an event is too late
 */
public record DashboardRules(Stores stores, Lateness lateness)
    implements AdmissionRules<OrderView> {

  @Override
  public Finding broken(OrderView event) {
    return OrderRules.broken(event, stores);
  }

  /** Orders placed, cancelled and fulfilled: a refund says nothing of the service. */
  @Override
  public boolean inScope(OrderView event) {
    return event.type() != OrderType.REFUNDED && lateness.seen(event);
  }
}
