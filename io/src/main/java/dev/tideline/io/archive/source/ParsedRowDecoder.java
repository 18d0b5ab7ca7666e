package dev.tideline.io.archive.source;

import dev.tideline.event.Copies;
import dev.tideline.event.EventView;
import dev.tideline.event.RecordDecoder;
import dev.tideline.io.archive.avro.ParsedRow;
import dev.tideline.records.Reject;

/** Decodes what ParquetIO hands over. */
final class ParsedRowDecoder<E extends V, V extends EventView>
    implements RecordDecoder<ParsedRow<E>, V> {

  private static final long serialVersionUID = 1;

  private final Copies copies;

  ParsedRowDecoder(Copies copies) {
    this.copies = copies;
  }

  @Override
  public void decode(ParsedRow<E> row, Handler<V> handler) {
    if (row instanceof ParsedRow.Event<E> read) {
      handler.onRecord(read.event().ingestTime());
      handler.onEvent(read.event());
    } else if (row instanceof ParsedRow.Broken<E> broken) {
      Reject reject = broken.reject();
      handler.onRecord(reject.ingestTime());
      handler.onReject(reject);
    }
  }

  @Override
  public Copies copies() {
    return copies;
  }
}
