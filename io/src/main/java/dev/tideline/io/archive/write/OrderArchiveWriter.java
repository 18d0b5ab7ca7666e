package dev.tideline.io.archive.write;

import dev.tideline.io.archive.ArchivePart;
import dev.tideline.io.archive.ArchiveSchema;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.column.ColumnWriter;

/** Writes order events as a file of the archive: the columns of {@link ArchiveSchema#ORDERS}. */
public final class OrderArchiveWriter implements RecordWriter<OrderEvent> {

  private static final List<String> DISTINCT =
      List.of("event_id", "order_id", "event_time", "placed_at", "ingest_time");

  /** Where the columns of the lines begin. */
  private static final int LINES = 9;

  private final ColumnFile file;
  private final BinaryCache texts = new BinaryCache();

  private OrderArchiveWriter(ColumnFile file) {
    this.file = file;
  }

  /**
   * Begins a file that will appear at this place.
   *
   * @param part the part of an archive it belongs to
   */
  public static OrderArchiveWriter at(Path target, ArchivePart part) throws IOException {
    return new OrderArchiveWriter(ColumnFile.at(target, ArchiveSchema.ORDERS, DISTINCT, part));
  }

  /** Appends an event. */
  @Override
  public void write(OrderEvent event) throws IOException {
    write(event, event.type().name());
  }

  /**
   * Appends an event that calls its type by another name: what a device of a later version may do.
   */
  public void write(OrderEvent event, String type) throws IOException {
    file.column(0).write(BinaryCache.once(event.eventId()), 0, 0);
    file.column(1).write(BinaryCache.once(event.orderId()), 0, 0);
    file.column(2).write(texts.of(type), 0, 0);
    file.column(3).write(texts.of(event.storeId()), 0, 0);
    file.column(4).write(event.eventTime(), 0, 0);
    file.column(5).write(event.placedAt(), 0, 0);
    file.column(6).write(texts.of(event.currency()), 0, 0);
    file.column(7).write(event.ingestTime(), 0, 0);
    file.column(8).write(event.copy(), 0, 0);
    writeLines(event.lines());
    file.endRow();
  }

  /** A list is written as levels: 1 where an element is present, and where it continues a list. */
  private void writeLines(List<OrderLine> lines) {
    if (lines.isEmpty()) {
      for (int i = 0; i < 5; i++) {
        file.column(LINES + i).writeNull(0, 0);
      }
      return;
    }
    ColumnWriter sku = file.column(LINES);
    ColumnWriter category = file.column(LINES + 1);
    ColumnWriter quantity = file.column(LINES + 2);
    ColumnWriter amount = file.column(LINES + 3);
    ColumnWriter cost = file.column(LINES + 4);
    for (int i = 0; i < lines.size(); i++) {
      OrderLine line = lines.get(i);
      int continues = i == 0 ? 0 : 1;
      sku.write(texts.of(line.sku()), continues, 1);
      category.write(texts.of(line.category()), continues, 1);
      quantity.write(line.quantity(), continues, 1);
      amount.write(line.amount(), continues, 1);
      cost.write(line.cost(), continues, 1);
    }
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
