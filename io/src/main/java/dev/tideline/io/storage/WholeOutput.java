package dev.tideline.io.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.io.IOUtils;

/**
 * What is written to a place that shows it when it is closed, and never before. An object does so
 * by itself; a file of HDFS' is written under another name, and renamed.
 */
final class WholeOutput extends OutputStream {

  private final RemotePath place;
  private final RemotePath writing;
  private final FSDataOutputStream out;
  private final CopyOption[] renaming;
  private boolean open = true;

  private WholeOutput(
      RemotePath place, RemotePath writing, FSDataOutputStream out, CopyOption... renaming) {
    this.place = place;
    this.writing = writing;
    this.out = out;
    this.renaming = renaming;
  }

  /** It comes in place of what was there. */
  static WholeOutput replacing(RemotePath place) throws IOException {
    try {
      if (place.getFileSystem().isHdfs()) {
        return draft(place, StandardCopyOption.REPLACE_EXISTING);
      }
      return new WholeOutput(place, place, place.hadoop().create(place.inHadoop(), true));
    } catch (IOException failure) {
      throw Storage.named(failure, place);
    }
  }

  /** It is only shown if nothing is there, or else {@link #close} fails: in one act. */
  static WholeOutput onlyIfAbsent(RemotePath place) throws IOException {
    if (place.getFileSystem().isHdfs()) {
      return draft(place);
    }
    FSDataOutputStreamBuilder<?, ?> builder =
        place.hadoop().createFile(place.inHadoop()).overwrite(false);
    builder.must(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
    return new WholeOutput(place, place, builder.build());
  }

  private static WholeOutput draft(RemotePath place, CopyOption... renaming) throws IOException {
    RemotePath draft = place.draft();
    return new WholeOutput(place, draft, place.hadoop().create(draft.inHadoop(), false), renaming);
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    try {
      out.write(from, offset, length);
    } catch (IOException failure) {
      try {
        giveUp();
      } catch (IOException more) {
        failure.addSuppressed(more);
      }
      throw failure;
    }
  }

  /** Leaves what was there as it was. */
  void giveUp() throws IOException {
    if (!open) {
      return;
    }
    open = false;
    if (isDraft()) {
      IOUtils.closeStream(out); // of a file that is removed it does not matter what that says
      Files.deleteIfExists(writing);
    } else {
      out.abort(); // closing it would put what there is
      out.close();
    }
  }

  @Override
  public void close() throws IOException {
    if (!open) {
      return;
    }
    open = false;
    boolean shown = false;
    try {
      out.close();
      if (isDraft()) {
        Files.move(writing, place, renaming);
      }
      shown = true;
    } finally {
      if (isDraft() && !shown) {
        Files.deleteIfExists(writing);
      }
    }
  }

  private boolean isDraft() {
    return !writing.equals(place);
  }
}
