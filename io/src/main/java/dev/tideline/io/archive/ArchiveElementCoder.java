package dev.tideline.io.archive;

import dev.tideline.io.parquet.RowGroupCoder;
import dev.tideline.records.RecordCoders;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StructuredCoder;

/**
 * The bytes of an {@link ArchiveElement}: a byte for what it is, then that.
 *
 * @param <E> the event
 */
public final class ArchiveElementCoder<E> extends StructuredCoder<ArchiveElement<E>> {

  private static final long serialVersionUID = 1;

  private static final int ROW_GROUP = 0;
  private static final int EVENT = 1;
  private static final int REJECT = 2;

  private final Coder<E> event;

  private ArchiveElementCoder(Coder<E> event) {
    this.event = event;
  }

  /** Of elements with such events. */
  public static <E> ArchiveElementCoder<E> of(Coder<E> event) {
    return new ArchiveElementCoder<>(event);
  }

  @Override
  public void encode(ArchiveElement<E> element, OutputStream out) throws IOException {
    if (element instanceof ArchiveElement.Unread<E> unread) {
      out.write(ROW_GROUP);
      RowGroupCoder.of().encode(unread.rowGroup(), out);
    } else if (element instanceof ArchiveElement.Event<E> read) {
      out.write(EVENT);
      event.encode(read.event(), out);
    } else if (element instanceof ArchiveElement.Broken<E> broken) {
      out.write(REJECT);
      RecordCoders.REJECT.encode(broken.reject(), out);
    }
  }

  @Override
  public ArchiveElement<E> decode(InputStream in) throws IOException {
    int what = in.read();
    return switch (what) {
      case ROW_GROUP -> new ArchiveElement.Unread<>(RowGroupCoder.of().decode(in));
      case EVENT -> new ArchiveElement.Event<>(event.decode(in));
      case REJECT -> new ArchiveElement.Broken<>(RecordCoders.REJECT.decode(in));
      default -> throw new IOException("no element of the archive begins with " + what);
    };
  }

  @Override
  public List<? extends Coder<?>> getCoderArguments() {
    return List.of(event);
  }

  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    event.verifyDeterministic();
  }
}
