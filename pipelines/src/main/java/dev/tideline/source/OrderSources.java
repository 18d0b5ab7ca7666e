package dev.tideline.source;

import dev.tideline.columns.OrderColumns;
import dev.tideline.input.InputException;
import dev.tideline.input.InputFiles;
import dev.tideline.lines.JsonKind;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderEventCoder;
import dev.tideline.order.OrderJson;
import dev.tideline.order.OrderView;
import org.apache.beam.sdk.Pipeline;

/** Opens files of order events, whatever their format. */
public final class OrderSources {

  /** Order events as JSON, one to a record. */
  public static final JsonKind<OrderEvent> JSON =
      new JsonKind<>(
          "Orders", OrderEventCoder.of(), OrderJson::read, OrderEvent::eventId, OrderEvent::asCopy);

  private OrderSources() {}

  /**
   * Opens files as the source of a graph.
   *
   * @throws InputException naming each file that can't be read
   */
  public static Intake<?, OrderView> open(Pipeline pipeline, InputFiles files)
      throws InputException {
    return switch (files.format()) {
      case JSON_LINES -> JsonLines.open(pipeline, files.files(), JSON);
      case PARQUET ->
          ParquetArchive.open(
              pipeline, files.files(), "Orders", OrderColumns.COLUMNS, new OrderColumns());
    };
  }
}
