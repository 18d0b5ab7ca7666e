package dev.tideline.io.archive;

import dev.tideline.event.OtherCopy;
import dev.tideline.event.RecordDecoder;
import dev.tideline.io.files.SourceFile;
import dev.tideline.io.parquet.ColumnChunk;
import dev.tideline.io.parquet.OpenRowGroup;
import dev.tideline.io.parquet.Rows;
import dev.tideline.io.parquet.Utf8;
import dev.tideline.payment.CardToken;
import dev.tideline.payment.PaymentCoders;
import dev.tideline.payment.PaymentView;
import dev.tideline.records.RecordLocation;
import dev.tideline.records.Reject;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.io.api.Binary;

/** Payments of a batch, seen one at a time: it is itself the view, and moves on. */
final class PaymentRows implements Rows<PaymentView>, PaymentView {

  private final EventColumns events;
  private final ColumnChunk paymentIdColumn;
  private final ColumnChunk cardColumn;
  private final ColumnChunk gatewayColumn;
  private final ColumnChunk amountColumn;
  private final String[] paymentId = new String[BATCH];
  private final CardToken[] card = new CardToken[BATCH];
  private final String[] gateway = new String[BATCH];
  private final long[] amount = new long[BATCH];

  private int row;
  private long number;

  PaymentRows(OpenRowGroup from, SourceFile file) throws IOException {
    this.events = new EventColumns(from, file);
    this.paymentIdColumn = from.column("payment_id");
    this.cardColumn = from.column("card_token");
    this.gatewayColumn = from.column("gateway");
    this.amountColumn = from.column("amount");
  }

  @Override
  public void load(int rows) {
    events.load(rows);
    paymentIdColumn.objects(paymentId, rows, Utf8::textOrNull);
    cardColumn.objects(card, rows, PaymentRows::cardOf);
    gatewayColumn.objects(gateway, rows, Utf8::textOrNull);
    amountColumn.longs(amount, rows);
  }

  private static CardToken cardOf(Binary token) {
    ByteBuffer bytes = token.toByteBuffer(); // big-endian, as the archive has it
    return new CardToken(bytes.getLong(), bytes.getLong());
  }

  @Override
  public void show(int next, long nextNumber, RecordDecoder.Handler<PaymentView> handler) {
    row = next;
    number = nextNumber;
    handler.onRecord(ingestTime());
    Reject broken = broken();
    if (broken == null) {
      handler.onEvent(this);
    } else {
      handler.onReject(broken);
    }
  }

  private Reject broken() {
    Reject id = events.broken("payment_id", paymentId[row], row, number);
    if (id != null) {
      return id;
    }
    Reject provider = events.broken("gateway", gateway[row], row, number);
    return provider != null ? provider : events.broken(row, number);
  }

  @Override
  public String paymentId() {
    return paymentId[row];
  }

  @Override
  public long content() {
    return PaymentCoders.identityOf(this).low();
  }

  @Override
  public String orderId() {
    return events.orderId(row);
  }

  @Override
  public CardToken card() {
    return card[row];
  }

  @Override
  public String gateway() {
    return gateway[row];
  }

  @Override
  public String storeId() {
    return events.storeId(row);
  }

  @Override
  public String currency() {
    return events.currency(row);
  }

  @Override
  public long amount() {
    return amount[row];
  }

  @Override
  public long eventTime() {
    return events.eventTime(row);
  }

  @Override
  public long ingestTime() {
    return events.ingestTime(row);
  }

  @Override
  public int copy() {
    return events.copy(row);
  }

  /** The row tells that there is an earlier copy, not whether that one is in time. */
  @Override
  public OtherCopy otherCopy() {
    return copy() > 0 ? OtherCopy.UNKNOWN : OtherCopy.NOT_COUNTED;
  }

  @Override
  public RecordLocation location() {
    return events.location(number);
  }

  /** Null: the file keeps the payment, and only some of its columns were read. */
  @Override
  public String toJson() {
    return null;
  }
}
