package dev.tideline.io.parquet;

import dev.tideline.row.RowFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.apache.beam.sdk.io.FileIO;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * Writes rows as a Parquet file, a column for each column of their format: money as a decimal of
 * four places, times and days as such.
 *
 * @param <R> the row
 */
public final class ParquetRows<R> implements FileIO.Sink<R> {

  private static final long serialVersionUID = 1;

  private final RowFormat<R> format;
  private transient ParquetWriter<R> writer;

  private ParquetRows(RowFormat<R> format) {
    this.format = format;
  }

  /** Writes rows of this format. */
  public static <R> ParquetRows<R> of(RowFormat<R> format) {
    return new ParquetRows<>(format);
  }

  @Override
  public void open(WritableByteChannel channel) throws IOException {
    writer =
        new Builder<>(new ChannelFile(channel), format)
            .withConf(new PlainParquetConfiguration())
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .build();
  }

  @Override
  public void write(R row) throws IOException {
    writer.write(row);
  }

  @Override
  public void flush() throws IOException {
    writer.close();
  }

  private static final class Builder<R> extends ParquetWriter.Builder<R, Builder<R>> {
    private final RowFormat<R> format;

    Builder(OutputFile file, RowFormat<R> format) {
      super(file);
      this.format = format;
    }

    @Override
    protected Builder<R> self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract all the same
    protected WriteSupport<R> getWriteSupport(org.apache.hadoop.conf.Configuration conf) {
      return new RowWriteSupport<>(format);
    }

    @Override
    protected WriteSupport<R> getWriteSupport(ParquetConfiguration conf) {
      return new RowWriteSupport<>(format);
    }
  }

  /** Beam's channel, as Parquet wants it. Beam owns the channel, so closing leaves it open. */
  private record ChannelFile(WritableByteChannel channel) implements OutputFile {

    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return new ChannelStream(channel);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }

  private static final class ChannelStream extends PositionOutputStream {
    private final WritableByteChannel channel;
    private long position;

    ChannelStream(WritableByteChannel channel) {
      this.channel = channel;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
      while (buffer.hasRemaining()) {
        position += channel.write(buffer);
      }
    }
  }
}
