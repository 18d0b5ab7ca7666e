package dev.tideline.io.events;

import dev.tideline.io.EventSource;
import dev.tideline.io.archive.source.ArchiveKind;
import dev.tideline.io.archive.source.ArchiveSource;
import dev.tideline.io.files.InputException;
import dev.tideline.io.files.InputFiles;
import dev.tideline.io.lines.JsonEventType;
import dev.tideline.io.lines.JsonLinesSource;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderEventCoder;
import dev.tideline.order.OrderJson;
import dev.tideline.order.OrderView;
import org.apache.beam.sdk.Pipeline;

/** Opens files of order events, whatever their format. */
public final class OrderSources {

  /** Order events as JSON, one to a record. */
  public static final JsonEventType<OrderEvent> JSON =
      new JsonEventType<>("Orders", OrderEventCoder.of(), OrderJson::read);

  private OrderSources() {}

  /**
   * Opens files as the source of a graph.
   *
   * @throws InputException naming each file that can't be read
   */
  public static EventSource<?, OrderView> open(Pipeline pipeline, InputFiles files)
      throws InputException {
    return switch (files.format()) {
      case JSON_LINES -> JsonLinesSource.open(pipeline, files.files(), JSON);
      case PARQUET -> ArchiveSource.open(pipeline, files, ArchiveKind.orders(JSON));
    };
  }
}
