package dev.tideline.encoding;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StructuredCoder;

/**
 * A value of many fields as one block of bytes, with its length before: it is written in memory,
 * and an engine's stream gets all of it by one call, where it would get one for each byte.
 *
 * @param <T> the value
 */
public final class BlockCoder<T> extends StructuredCoder<T> {

  private static final long serialVersionUID = 1;

  private final Coder<T> value;

  private BlockCoder(Coder<T> value) {
    this.value = value;
  }

  /** Of values that are written like this. */
  public static <T> BlockCoder<T> of(Coder<T> value) {
    return new BlockCoder<>(value);
  }

  @Override
  public void encode(T whole, OutputStream out) throws IOException {
    MemoryBytes.Out block = new MemoryBytes.Out();
    value.encode(whole, block);
    Fields.count(block.size(), out);
    block.writeTo(out);
  }

  @Override
  public T decode(InputStream in) throws IOException {
    int size = Fields.count(in);
    byte[] block = in.readNBytes(size);
    if (block.length < size) {
      throw new EOFException("a block of " + size + " bytes breaks off");
    }
    return value.decode(new MemoryBytes.In(block));
  }

  @Override
  public List<? extends Coder<?>> getCoderArguments() {
    return List.of(value);
  }

  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    value.verifyDeterministic();
  }
}
