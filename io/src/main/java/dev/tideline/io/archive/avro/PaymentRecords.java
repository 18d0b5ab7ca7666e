package dev.tideline.io.archive.avro;

import static dev.tideline.records.RejectReason.BAD_CARD;
import static dev.tideline.records.RejectReason.MISSING_FIELD;
import static dev.tideline.records.RejectReason.REPEATED_FIELD;

import dev.tideline.io.archive.ArchiveSchema;
import dev.tideline.io.archive.view.ViewSchema;
import dev.tideline.payment.CardToken;
import dev.tideline.payment.CardTokens;
import dev.tideline.payment.CardTraces;
import dev.tideline.payment.Payment;
import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RecordLocation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.generic.IndexedRecord;

/** Makes payments of rows, with a card's token or its number, which does not outlive this. */
public final class PaymentRecords implements RowParser<Payment> {

  private static final int TOKEN_BYTES = 16;

  private final CardTokens tokens;
  private final EventFields event;
  private final Field paymentId;
  private final Field cardToken;
  private final Field cardNumber;
  private final Field gateway;
  private final Field amount;

  private PaymentRecords(ViewSchema schema, CardTokens tokens) {
    this.tokens = tokens;
    this.event = new EventFields(schema);
    this.paymentId = event.field("payment_id");
    this.cardToken = event.field(ArchiveSchema.CARD_TOKEN);
    this.cardNumber = event.field(ArchiveSchema.CARD_NUMBER);
    this.gateway = event.field("gateway");
    this.amount = event.field("amount");
  }

  /**
   * How rows become payments.
   *
   * @param tokens replace card numbers
   */
  public static ParseRow<Payment> parse(CardTokens tokens) {
    return new ParseRow<>(schema -> new PaymentRecords(schema, tokens));
  }

  @Override
  public Payment parse(IndexedRecord row, RecordLocation location) throws BrokenRecord {
    long ingested = event.ingestTime(row);
    Payment payment =
        new Payment(
            paymentId.text(row, ingested),
            event.orderId(row, ingested),
            card(row, ingested),
            event.storeId(row, ingested),
            gateway.text(row, ingested),
            amount.amount(row, ingested),
            event.currency(row, ingested),
            event.eventTime(row, ingested),
            ingested,
            0,
            location);
    String betrayed =
        cardNumber.value(row) == null
            ? null
            : CardTraces.of(cardNumber.text(row, ingested), payment);
    if (betrayed != null) {
      throw new BrokenRecord(BAD_CARD, betrayed, ingested);
    }
    return payment;
  }

  /** Of a row that has one of the two, which mostly is of a file that has one. */
  private CardToken card(IndexedRecord row, long ingested) throws BrokenRecord {
    Object token = cardToken.value(row);
    if (cardNumber.value(row) == null) {
      if (token == null) {
        throw (cardToken.present() ? cardToken : cardNumber).broken(MISSING_FIELD, row, ingested);
      }
      try {
        return token(Values.bytes(token));
      } catch (NumberFormatException malformed) {
        throw cardToken.broken(BAD_CARD, row, ingested);
      }
    }
    if (token != null) {
      throw cardToken.broken(REPEATED_FIELD, row, ingested);
    }
    try {
      return tokens.of(cardNumber.text(row, ingested));
    } catch (NumberFormatException malformed) {
      throw cardNumber.broken(BAD_CARD, row, ingested);
    }
  }

  /** 16 bytes, or their 32 hex digits; 16 characters of text are something else. */
  private CardToken token(ByteBuffer bytes) {
    CardToken token =
        bytes.remaining() == TOKEN_BYTES && !cardToken.isText()
            ? new CardToken(bytes.getLong(), bytes.getLong())
            : CardToken.parse(StandardCharsets.ISO_8859_1.decode(bytes).toString());
    return token.checked();
  }
}
