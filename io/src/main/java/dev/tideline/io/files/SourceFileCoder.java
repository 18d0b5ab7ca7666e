package dev.tideline.io.files;

import static dev.tideline.encoding.Fields.text;

import dev.tideline.io.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** The bytes of a {@link SourceFile}: its path and its name. */
public final class SourceFileCoder extends AtomicCoder<SourceFile> {

  private static final long serialVersionUID = 1;

  /** The one there is: it has no state. */
  public static final SourceFileCoder FILE = new SourceFileCoder();

  private SourceFileCoder() {}

  @Override
  public void encode(SourceFile file, OutputStream out) throws IOException {
    text(file.path().toString(), out);
    text(file.name(), out);
  }

  @Override
  public SourceFile decode(InputStream in) throws IOException {
    return new SourceFile(Storage.path(text(in)), text(in));
  }
}
