package dev.tideline.payment;

import dev.tideline.json.FieldNames;
import dev.tideline.json.JsonRecord;
import dev.tideline.json.JsonText;
import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RejectReason;
import java.io.IOException;

/**
 * Payments as JSON: {@code payments.v1} with a {@code card_number}, and what we write ourselves
 * with a {@code card_token} instead. The number does not outlive the parsing of its record.
 */
public final class PaymentJson {

  private PaymentJson() {}

  /**
   * Parses one record. Its copy number is 0: only a source can tell duplicates.
   *
   * @throws BrokenRecord if it is no payment
   */
  public static Payment read(RawRecord record, CardTokens tokens) throws BrokenRecord {
    return JsonRecord.read(record, json -> new Draft(tokens).read(json, record));
  }

  /** The payment as one JSON object, with its ingest time first and a token for its card. */
  public static String write(Payment payment) {
    return JsonText.object(
        json -> {
          json.time("ingest_time", payment.ingestTime());
          json.text("payment_id", payment.paymentId());
          json.text("order_id", payment.orderId());
          json.text("card_token", payment.card().toString());
          json.text("store_id", payment.storeId());
          json.text("gateway", payment.gateway());
          json.amount("amount", payment.amount());
          json.text("currency", payment.currency());
          json.time("event_time", payment.eventTime());
        });
  }

  private static final class Draft {
    private static final FieldNames NAMES =
        FieldNames.of(
            "ingest_time",
            "payment_id",
            "order_id",
            "card_number",
            "store_id",
            "gateway",
            "amount",
            "currency",
            "event_time");

    private final CardTokens tokens;
    private String paymentId;
    private String orderId;
    private CardToken card;
    private String number = "";
    private String storeId;
    private String gateway;
    private Long amount;
    private String currency;
    private Long eventTime;

    Draft(CardTokens tokens) {
      this.tokens = tokens;
    }

    Payment read(JsonRecord json, RawRecord record) throws BrokenRecord, IOException {
      json.object(NAMES, this::field);
      Payment payment =
          new Payment(
              json.required(paymentId, "payment_id"),
              json.required(orderId, "order_id"),
              json.required(card, "card_number"),
              json.required(storeId, "store_id"),
              json.required(gateway, "gateway"),
              json.required(amount, "amount"),
              json.required(currency, "currency"),
              json.required(eventTime, "event_time"),
              json.ingestTime(),
              0,
              record.location());
      String betrayed = CardTraces.of(number, payment);
      if (betrayed != null) {
        throw json.broken(RejectReason.BAD_CARD, betrayed);
      }
      return payment;
    }

    private void field(String name, JsonRecord json) throws BrokenRecord, IOException {
      switch (name) {
        case "payment_id" -> paymentId = json.once(paymentId, json.text());
        case "order_id" -> orderId = json.once(orderId, json.text());
        case "card_number" -> card = json.once(card, tokenOf(json));
        case "card_token" -> card = json.once(card, token(json));
        case "store_id" -> storeId = json.once(storeId, json.text());
        case "gateway" -> gateway = json.once(gateway, json.text());
        case "amount" -> amount = json.once(amount, json.amount());
        case "currency" -> currency = json.once(currency, json.text());
        case "event_time" -> eventTime = json.once(eventTime, json.time());
        default -> json.skip();
      }
    }

    private CardToken tokenOf(JsonRecord json) throws BrokenRecord, IOException {
      try {
        number = json.text();
        return tokens.of(number);
      } catch (NumberFormatException malformed) {
        throw json.brokenValue(RejectReason.BAD_CARD);
      }
    }

    private static CardToken token(JsonRecord json) throws BrokenRecord, IOException {
      try {
        return CardToken.parse(json.text()).checked();
      } catch (NumberFormatException malformed) {
        throw json.brokenValue(RejectReason.BAD_CARD);
      }
    }
  }
}
