package dev.tideline.io.archive.write;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Collections;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * Puts the footer of a Parquet file in order: the library lists the encodings of each column as a
 * hash set happens to, and the same rows shall be the same bytes in every run.
 */
final class Footer {

  /** A file ends with its footer, the footer's length, and these. */
  private static final byte[] MAGIC = "PAR1".getBytes(US_ASCII);

  private Footer() {}

  /** Writes the footer of a finished file again, its encodings sorted. */
  static void settle(Path file) throws IOException {
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      byte[] length = new byte[Integer.BYTES];
      long end = out.length() - MAGIC.length - length.length;
      out.seek(end);
      out.readFully(length);
      byte[] before = new byte[littleEndian(length).getInt()];
      long start = end - before.length;
      out.seek(start);
      out.readFully(before);
      byte[] footer = settled(before);
      out.seek(start);
      out.write(footer);
      out.write(littleEndian(new byte[Integer.BYTES]).putInt(footer.length).array());
      out.write(MAGIC);
      out.setLength(out.getFilePointer());
    }
  }

  private static byte[] settled(byte[] footer) throws IOException {
    FileMetaData metadata = Util.readFileMetaData(new ByteArrayInputStream(footer));
    for (RowGroup group : metadata.getRow_groups()) {
      for (ColumnChunk column : group.getColumns()) {
        Collections.sort(column.getMeta_data().getEncodings());
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(footer.length);
    Util.writeFileMetaData(metadata, out);
    return out.toByteArray();
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
