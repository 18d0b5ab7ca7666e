package dev.tideline.io.archive;

import dev.tideline.event.EventView;
import dev.tideline.event.RecordDecoder;
import dev.tideline.io.parquet.RowGroup;
import java.io.IOException;

/**
 * Decodes what the archive hands over.
 *
 * @param <E> the event
 * @param <V> the view through which the business sees it
 */
public final class ArchiveDecoder<E extends V, V extends EventView>
    implements RecordDecoder<ArchiveElement<E>, V> {

  private static final long serialVersionUID = 1;

  private final RecordDecoder<RowGroup, V> columns;

  /**
   * Decodes rows and row groups.
   *
   * @param columns reads row groups
   */
  public ArchiveDecoder(RecordDecoder<RowGroup, V> columns) {
    this.columns = columns;
  }

  @Override
  public void decode(ArchiveElement<E> element, Handler<V> handler) throws IOException {
    if (element instanceof ArchiveElement.Unread<E> unread) {
      columns.decode(unread.rowGroup(), handler);
    } else if (element instanceof ArchiveElement.Event<E> read) {
      handler.onRecord(read.event().ingestTime());
      handler.onEvent(read.event());
    } else if (element instanceof ArchiveElement.Broken<E> broken) {
      handler.onRecord(broken.reject().ingestTime());
      handler.onReject(broken.reject());
    }
  }
}
