package dev.tideline.io.sort;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Sorted texts in a temporary file, which only this process can read, each behind its length.
 *
 * @param file where they are
 */
record SortedRun(Path file) {

  private static final int BUFFER = 1 << 16;
  private static final int END = -1;

  /** Takes texts as bytes. */
  @FunctionalInterface
  interface Each {
    void take(byte[] text) throws IOException;
  }

  /** Hands texts over in their order. */
  @FunctionalInterface
  interface Texts {
    void forEach(Each each) throws IOException;
  }

  /** Writes some, which come in their order. */
  static SortedRun write(Texts texts) throws IOException {
    SortedRun run = new SortedRun(Files.createTempFile("tideline-sort-", ".run"));
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run.file), BUFFER))) {
      texts.forEach(
          text -> {
            out.writeInt(text.length);
            out.write(text);
          });
      out.writeInt(END);
    } catch (IOException full) {
      run.delete();
      throw new IOException("what is sorted in " + run.file + " can't be written: " + full, full);
    }
    return run;
  }

  /** Begins to read them. */
  Cursor open() throws IOException {
    return new Cursor(
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER)));
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  /** Reads a run text by text. */
  static final class Cursor implements Closeable {

    private final DataInputStream in;
    private byte[] text;

    private Cursor(DataInputStream in) {
      this.in = in;
    }

    /** Moves on to the next text, if there is one. */
    boolean advance() throws IOException {
      int length = in.readInt();
      if (length == END) {
        return false;
      }
      text = in.readNBytes(length);
      return true;
    }

    /** The text that was moved on to. */
    byte[] text() {
      return text;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
