package dev.tideline.io.archive;

import dev.tideline.event.Copies;
import dev.tideline.event.RecordDecoder;
import dev.tideline.io.parquet.Projection;
import dev.tideline.io.parquet.RowGroup;
import dev.tideline.io.parquet.RowGroupReader;
import dev.tideline.order.OrderView;
import java.io.IOException;
import org.apache.parquet.schema.MessageType;

/** Reads the order events of a row group, only the columns that {@link OrderView} shows. */
public final class OrderRowGroupDecoder implements RecordDecoder<RowGroup, OrderView> {

  private static final long serialVersionUID = 1;

  /** What is read of a file. */
  public static final MessageType COLUMNS =
      Projection.of(
          ArchiveSchema.ORDERS,
          "type",
          "store_id",
          "event_time",
          "placed_at",
          "currency",
          "ingest_time",
          "copy",
          "lines.list.element.category",
          "lines.list.element.quantity",
          "lines.list.element.amount",
          "lines.list.element.cost");

  @Override
  public void decode(RowGroup rowGroup, Handler<OrderView> handler) throws IOException {
    try (RowGroupReader<OrderView> reader =
        RowGroupReader.open(rowGroup, COLUMNS, OrderRows::new)) {
      reader.showAll(handler);
    }
  }

  /** The archive's writer has marked its duplicates. */
  @Override
  public Copies copies() {
    return new Copies.Marked();
  }
}
