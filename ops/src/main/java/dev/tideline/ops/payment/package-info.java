/**
 * {@code scripts/payment-service}: approves or blocks payments by the signals of fraud-velocity,
 * which it knows only through its topics.
 */
package dev.tideline.ops.payment;
