package dev.tideline.ops.payment;

import dev.tideline.json.Timestamps;
import dev.tideline.ops.kafka.LineFields;
import dev.tideline.ops.kafka.SignalMessage;

/**
 * By what a payment is known to the service: as much as both the payment and its signal tell.
 *
 * @param paymentId its id
 * @param eventTime when it was made, ms since the epoch; {@link Long#MIN_VALUE} if it does not say,
 *     and so never has a signal
 * @param card the token of its card, as text; empty if it carries a number instead
 */
record Asked(String paymentId, long eventTime, String card) {

  private static final String BY_NUMBER = "";

  /** A payment as it is handed over. */
  static Asked of(String paymentId, byte[] payload) {
    String card = LineFields.text(payload, "card_token");
    return new Asked(paymentId, eventTime(payload), card == null ? BY_NUMBER : card);
  }

  /** The payment that a signal is about, if it carried a token. */
  static Asked of(SignalMessage signal) {
    return new Asked(signal.paymentId(), signal.eventTime(), signal.card());
  }

  /** The same payment, if it carried a number. */
  Asked byNumber() {
    return new Asked(paymentId, eventTime, BY_NUMBER);
  }

  private static long eventTime(byte[] payload) {
    String time = LineFields.text(payload, "event_time");
    try {
      return time == null ? Long.MIN_VALUE : Timestamps.parse(time);
    } catch (NumberFormatException malformed) {
      return Long.MIN_VALUE;
    }
  }
}
