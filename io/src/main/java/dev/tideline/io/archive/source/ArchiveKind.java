package dev.tideline.io.archive.source;

import dev.tideline.event.EventView;
import dev.tideline.event.RecordDecoder;
import dev.tideline.io.archive.ArchiveSchema;
import dev.tideline.io.archive.OrderRowGroupDecoder;
import dev.tideline.io.archive.PaymentRowGroupDecoder;
import dev.tideline.io.archive.avro.OrderRecords;
import dev.tideline.io.archive.avro.ParseRow;
import dev.tideline.io.archive.avro.PaymentRecords;
import dev.tideline.io.lines.JsonEventType;
import dev.tideline.io.parquet.RowGroup;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderView;
import dev.tideline.payment.CardTokens;
import dev.tideline.payment.Payment;
import dev.tideline.payment.PaymentView;
import org.apache.parquet.schema.MessageType;

/**
 * What there is to know of a kind of event to read its rows.
 *
 * @param type the type of event
 * @param folder what the archive calls it
 * @param decoder reads row groups column by column
 * @param parser reads what ParquetIO hands over
 * @param <E> the event
 * @param <V> the view through which the business sees it
 */
public record ArchiveKind<E extends V, V extends EventView>(
    JsonEventType<E> type, String folder, RecordDecoder<RowGroup, V> decoder, ParseRow<E> parser) {

  /** Order events. */
  public static ArchiveKind<OrderEvent, OrderView> orders(JsonEventType<OrderEvent> type) {
    return new ArchiveKind<>(type, "orders", new OrderRowGroupDecoder(), OrderRecords.parse());
  }

  /**
   * Payments.
   *
   * @param tokens replace card numbers, of which other writers may write some
   */
  public static ArchiveKind<Payment, PaymentView> payments(
      JsonEventType<Payment> type, CardTokens tokens) {
    return new ArchiveKind<>(
        type, "payments", new PaymentRowGroupDecoder(), PaymentRecords.parse(tokens));
  }

  /** The archive's own columns. */
  public MessageType columns() {
    return ArchiveSchema.of(folder);
  }
}
