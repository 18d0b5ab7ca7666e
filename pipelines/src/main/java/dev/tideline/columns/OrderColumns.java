package dev.tideline.columns;

import dev.tideline.archive.ArchiveSchema;
import dev.tideline.intake.Reading;
import dev.tideline.order.OrderView;
import java.io.IOException;
import org.apache.parquet.schema.MessageType;

/** Reads the order events of a row group, only the columns that {@link OrderView} shows. */
public final class OrderColumns implements Reading<RowGroup, OrderView> {

  private static final long serialVersionUID = 1;

  /** What is read of a file. */
  public static final MessageType COLUMNS =
      Columns.of(
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
  public void read(RowGroup rowGroup, Visitor<OrderView> visitor) throws IOException {
    try (RowGroupReader<OrderView> reader =
        RowGroupReader.open(rowGroup, COLUMNS, OrderRows::new)) {
      reader.showAll(visitor);
    }
  }
}
