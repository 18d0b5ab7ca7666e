package dev.tideline.payment;

import dev.tideline.records.RecordLocation;

/**
 * A payment by card, its card number already replaced by a token.
 *
 * @param paymentId its id
 * @param orderId what it pays for
 * @param card the card's token
 * @param storeId the store
 * @param gateway the payment provider
 * @param amount how much, in 1/10 000 currency units
 * @param currency the ISO 4217 code of the amount
 * @param eventTime when it was made, ms since the epoch
 * @param ingestTime when it was ingested, ms since the epoch
 * @param copy above 0 if an earlier copy of it is there, see {@link #copy}
 * @param location where it was read
 */
public record Payment(
    String paymentId,
    String orderId,
    CardToken card,
    String storeId,
    String gateway,
    long amount,
    String currency,
    long eventTime,
    long ingestTime,
    int copy,
    RecordLocation location)
    implements PaymentView {

  @Override
  public long content() {
    return PaymentCoders.contentOf(PaymentCoders.identityOf(this));
  }

  /** The same payment, with another copy number. */
  public Payment asCopy(int n) {
    return new Payment(
        paymentId,
        orderId,
        card,
        storeId,
        gateway,
        amount,
        currency,
        eventTime,
        ingestTime,
        n,
        location);
  }

  @Override
  public String toJson() {
    return PaymentJson.write(this);
  }
}
