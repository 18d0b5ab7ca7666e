package dev.tideline.io.parquet;

import dev.tideline.event.EventView;
import dev.tideline.event.RecordDecoder;
import java.io.IOException;
import org.apache.parquet.schema.MessageType;

/**
 * Shows every row of a row group, exactly as many as the file's footer promises, or fails.
 *
 * <p>Parquet throws exceptions of any kind at corrupt data; all of them become an {@link
 * IOException} that names the file. What the handler throws is none of that and passes through.
 */
public final class RowGroupReader<V extends EventView> implements AutoCloseable {

  private final RowGroup rowGroup;
  private final OpenRowGroup open;
  private final Rows<V> rows;
  private long loaded;

  private RowGroupReader(RowGroup rowGroup, OpenRowGroup open, Rows<V> rows) {
    this.rowGroup = rowGroup;
    this.open = open;
    this.rows = rows;
  }

  /** Opens a row group to read these columns as rows of one type. */
  public static <V extends EventView> RowGroupReader<V> open(
      RowGroup rowGroup, MessageType columns, Rows.Opening<V> opening) throws IOException {
    OpenRowGroup open = null;
    try {
      open = OpenRowGroup.of(rowGroup, columns);
      return new RowGroupReader<>(rowGroup, open, opening.open(open, rowGroup.file()));
    } catch (IOException | RuntimeException corrupt) {
      if (open != null) {
        open.close();
      }
      throw unreadable(rowGroup, corrupt);
    }
  }

  /** Shows all rows. */
  public void showAll(RecordDecoder.Handler<V> handler) throws IOException {
    int batch;
    while ((batch = load()) > 0) {
      long first = rowGroup.firstRow() + loaded - batch;
      for (int row = 0; row < batch; row++) {
        rows.show(row, first + row, handler);
      }
    }
    handler.onRange(rowGroup.range(), loaded);
  }

  private int load() throws IOException {
    int batch = (int) Math.min(Rows.BATCH, rowGroup.rows() - loaded);
    try {
      if (batch == 0) {
        open.mustBeRead();
      } else {
        rows.load(batch);
      }
    } catch (IOException | RuntimeException corrupt) {
      throw unreadable(rowGroup, corrupt);
    }
    loaded += batch;
    return batch;
  }

  static IOException unreadable(RowGroup rowGroup, Exception why) {
    return new IOException(rowGroup + " can't be read: " + why.getMessage(), why);
  }

  @Override
  public void close() throws IOException {
    open.close();
  }
}
