package dev.tideline.io.archive;

import dev.tideline.event.Copies;
import dev.tideline.event.RecordDecoder;
import dev.tideline.io.parquet.Projection;
import dev.tideline.io.parquet.RowGroup;
import dev.tideline.io.parquet.RowGroupReader;
import dev.tideline.payment.PaymentView;
import java.io.IOException;
import org.apache.parquet.schema.MessageType;

/** Reads the payments of a row group, only the columns that {@link PaymentView} shows. */
public final class PaymentRowGroupDecoder implements RecordDecoder<RowGroup, PaymentView> {

  private static final long serialVersionUID = 1;

  /** What is read of a file. */
  public static final MessageType COLUMNS =
      Projection.of(
          ArchiveSchema.PAYMENTS,
          "payment_id",
          "card_token",
          "store_id",
          "gateway",
          "amount",
          "currency",
          "event_time",
          "ingest_time",
          "copy");

  @Override
  public void decode(RowGroup rowGroup, Handler<PaymentView> handler) throws IOException {
    try (RowGroupReader<PaymentView> reader =
        RowGroupReader.open(rowGroup, COLUMNS, PaymentRows::new)) {
      reader.showAll(handler);
    }
  }

  /** The archive's writer has marked its duplicates. */
  @Override
  public Copies copies() {
    return new Copies.Marked();
  }
}
