package dev.tideline.io.archive.write;

import dev.tideline.io.archive.ArchivePart;
import dev.tideline.io.archive.ArchiveSchema;
import dev.tideline.payment.CardToken;
import dev.tideline.payment.Payment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.io.api.Binary;

/** Writes payments as a file of the archive: the columns of {@link ArchiveSchema#PAYMENTS}. */
public final class PaymentArchiveWriter implements RecordWriter<Payment> {

  private static final List<String> DISTINCT =
      List.of("payment_id", "order_id", "card_token", "amount", "event_time", "ingest_time");

  private final ColumnFile file;
  private final BinaryCache texts = new BinaryCache();

  private PaymentArchiveWriter(ColumnFile file) {
    this.file = file;
  }

  /**
   * Begins a file that will appear at this place.
   *
   * @param part the part of an archive it belongs to
   */
  public static PaymentArchiveWriter at(Path target, ArchivePart part) throws IOException {
    return new PaymentArchiveWriter(ColumnFile.at(target, ArchiveSchema.PAYMENTS, DISTINCT, part));
  }

  /** Appends a payment. */
  @Override
  public void write(Payment payment) throws IOException {
    file.column(0).write(BinaryCache.once(payment.paymentId()), 0, 0);
    file.column(1).write(BinaryCache.once(payment.orderId()), 0, 0);
    file.column(2).write(bytes(payment.card()), 0, 0);
    file.column(3).write(texts.of(payment.storeId()), 0, 0);
    file.column(4).write(texts.of(payment.gateway()), 0, 0);
    file.column(5).write(payment.amount(), 0, 0);
    file.column(6).write(texts.of(payment.currency()), 0, 0);
    file.column(7).write(payment.eventTime(), 0, 0);
    file.column(8).write(payment.ingestTime(), 0, 0);
    file.column(9).write(payment.copy(), 0, 0);
    file.endRow();
  }

  private static Binary bytes(CardToken card) {
    byte[] bytes = new byte[16];
    ByteBuffer.wrap(bytes).putLong(card.high()).putLong(card.low());
    return Binary.fromConstantByteArray(bytes);
  }

  @Override
  public void complete() throws IOException {
    file.complete(0);
  }

  @Override
  public void completeLast(int files) throws IOException {
    file.complete(files);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
