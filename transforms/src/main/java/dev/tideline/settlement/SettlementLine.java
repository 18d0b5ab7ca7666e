package dev.tideline.settlement;

import java.time.LocalDate;

/**
 * What the bank says of one payment.
 *
 * @param paymentId the payment it settles
 * @param storeId the store it was made in
 * @param settledAmount what the bank pays out for it before its fee, in 1/10 000 currency units;
 *     negative when money went back
 * @param fee what the bank keeps, in 1/10 000 currency units
 * @param currency the ISO 4217 code of both
 * @param settledOn the bank's day
 */
public record SettlementLine(
    String paymentId,
    String storeId,
    long settledAmount,
    long fee,
    String currency,
    LocalDate settledOn) {}
