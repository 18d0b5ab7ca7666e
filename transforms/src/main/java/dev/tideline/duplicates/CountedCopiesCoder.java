package dev.tideline.duplicates;

import static dev.tideline.encoding.Fields.count;
import static dev.tideline.encoding.Fields.fixed;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import org.apache.beam.sdk.coders.AtomicCoder;

/** The bytes of {@link CountedCopies}: 24 for each event, and one or two for each page. */
public final class CountedCopiesCoder extends AtomicCoder<CountedCopies> {

  private static final long serialVersionUID = 1;
  private static final CountedCopiesCoder INSTANCE = new CountedCopiesCoder();

  private CountedCopiesCoder() {}

  /** The one coder. */
  public static CountedCopiesCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(CountedCopies copies, OutputStream out) throws IOException {
    fixed(copies.slot(), out);
    long[][] pages = copies.pages();
    count(pages.length, out);
    for (long[] page : pages) {
      count(page.length, out);
    }
    count(copies.replaced().length, out);
    ByteBuffer bytes =
        ByteBuffer.allocate(
            (CountedCopies.WIDTH * copies.size() + copies.replaced().length) * Long.BYTES);
    LongBuffer longs = bytes.asLongBuffer();
    for (long[] page : pages) {
      longs.put(page);
    }
    longs.put(copies.replaced());
    out.write(bytes.array());
  }

  @Override
  public CountedCopies decode(InputStream in) throws IOException {
    long slot = fixed(in);
    long[][] pages = new long[count(in)][];
    int all = 0;
    for (int number = 0; number < pages.length; number++) {
      pages[number] = new long[count(in)];
      all += pages[number].length;
    }
    long[] replaced = new long[count(in)];
    int bytes = (all + replaced.length) * Long.BYTES;
    byte[] read = in.readNBytes(bytes);
    if (read.length < bytes) {
      throw new EOFException("the counted copies of a slot break off");
    }
    LongBuffer longs = ByteBuffer.wrap(read).asLongBuffer();
    for (long[] page : pages) {
      longs.get(page);
    }
    longs.get(replaced);
    return new CountedCopies(slot, pages, replaced);
  }
}
