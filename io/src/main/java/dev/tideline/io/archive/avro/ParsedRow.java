package dev.tideline.io.archive.avro;

import dev.tideline.records.RecordCoders;
import dev.tideline.records.Reject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StructuredCoder;

/**
 * What a row is: an event or a reject.
 *
 * @param <E> the event
 */
public sealed interface ParsedRow<E> {

  /** A row that is an event. */
  record Event<E>(E event) implements ParsedRow<E> {}

  /** A row that is none. */
  record Broken<E>(Reject reject) implements ParsedRow<E> {}

  /** The bytes of rows with such events. */
  static <E> Coder<ParsedRow<E>> coder(Coder<E> event) {
    return new RowCoder<>(event);
  }

  /** A byte for what the row is, then that. */
  final class RowCoder<E> extends StructuredCoder<ParsedRow<E>> {

    private static final long serialVersionUID = 1;

    private static final int EVENT = 0;
    private static final int BROKEN = 1;

    private final Coder<E> event;

    private RowCoder(Coder<E> event) {
      this.event = event;
    }

    @Override
    public void encode(ParsedRow<E> row, OutputStream out) throws IOException {
      if (row instanceof Event<E> read) {
        out.write(EVENT);
        event.encode(read.event(), out);
      } else if (row instanceof Broken<E> broken) {
        out.write(BROKEN);
        RecordCoders.REJECT.encode(broken.reject(), out);
      }
    }

    @Override
    public ParsedRow<E> decode(InputStream in) throws IOException {
      int what = in.read();
      return switch (what) {
        case EVENT -> new Event<>(event.decode(in));
        case BROKEN -> new Broken<>(RecordCoders.REJECT.decode(in));
        default -> throw new IOException("no row begins with " + what);
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
}
