package dev.tideline.io.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import org.apache.hadoop.fs.FSDataOutputStream;

/**
 * What is written to a place that shows it when it is closed, in place of what was there, and never
 * before. An object does so by itself; a file of HDFS' is written under another name.
 */
final class WholeOutput extends OutputStream {

  private final RemotePath place;
  private final RemotePath writing;
  private final FSDataOutputStream out;
  private boolean open = true;

  private WholeOutput(RemotePath place, RemotePath writing, FSDataOutputStream out) {
    this.place = place;
    this.writing = writing;
    this.out = out;
  }

  static WholeOutput to(RemotePath place) throws IOException {
    RemotePath writing = place.getFileSystem().isHdfs() ? place.draft() : place;
    try {
      return new WholeOutput(place, writing, place.hadoop().create(writing.inHadoop(), true));
    } catch (IOException failure) {
      throw Storage.named(failure, place);
    }
  }

  @Override
  public void write(int one) throws IOException {
    out.write(one);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    out.write(from, offset, length);
  }

  /** Leaves what was there as it was. */
  void giveUp() throws IOException {
    if (!open) {
      return;
    }
    open = false;
    if (writing.equals(place)) {
      out.abort(); // closing it would put what there is
      out.close();
    } else {
      out.close();
      Files.delete(writing);
    }
  }

  @Override
  public void close() throws IOException {
    if (!open) {
      return;
    }
    open = false;
    out.close();
    if (!writing.equals(place)) {
      Files.move(writing, place, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
