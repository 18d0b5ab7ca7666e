package dev.tideline.testing;

import static dev.tideline.testing.FreshMartStores.at;
import static dev.tideline.testing.FreshMartStores.currencyOf;
import static dev.tideline.testing.FreshMartStores.money;

import dev.tideline.payment.CardToken;
import dev.tideline.payment.Payment;
import dev.tideline.records.RecordLocation;

/** Payments for tests. */
public final class Payments {

  /** A card. */
  public static final CardToken CARD = new CardToken(0x0123456789abcdefL, 42);

  private Payments() {}

  /** A payment of 25.00 with {@link #CARD} in Berlin, ingested when it is made. */
  public static Payment payment(String id, String time) {
    return payment(id, time, time, "25");
  }

  /** A payment with {@link #CARD} in Berlin. */
  public static Payment payment(String id, String time, String ingestTime, String amount) {
    return new Payment(
        id,
        "order-of-" + id,
        CARD,
        "berlin",
        "paymate",
        money(amount),
        currencyOf("berlin"),
        at(time),
        at(ingestTime),
        0,
        RecordLocation.inFile(id, 0));
  }
}
