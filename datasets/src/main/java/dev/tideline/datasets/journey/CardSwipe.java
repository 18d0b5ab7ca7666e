package dev.tideline.datasets.journey;

import dev.tideline.event.EventView;
import dev.tideline.payment.Payment;
import dev.tideline.records.RecordLocation;
import dev.tideline.sum.Total;

/**
 * A payment together with the card it was really made with: only a till knows both.
 *
 * @param payment the payment, with the card's token
 * @param card the card's index
 */
public record CardSwipe(Payment payment, int card) implements EventView {

  @Override
  public String id() {
    return payment.id();
  }

  @Override
  public Total net() {
    return payment.net();
  }

  @Override
  public String storeId() {
    return payment.storeId();
  }

  @Override
  public String currency() {
    return payment.currency();
  }

  @Override
  public long eventTime() {
    return payment.eventTime();
  }

  @Override
  public long ingestTime() {
    return payment.ingestTime();
  }

  @Override
  public int copy() {
    return payment.copy();
  }

  @Override
  public RecordLocation location() {
    return payment.location();
  }

  @Override
  public String toJson() {
    return payment.toJson();
  }
}
