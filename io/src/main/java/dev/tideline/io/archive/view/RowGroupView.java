package dev.tideline.io.archive.view;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tideline.io.files.InputException;
import dev.tideline.io.parquet.FileFooter;
import dev.tideline.io.parquet.ParquetFiles;
import dev.tideline.io.parquet.RowGroup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/**
 * One row group of a file as a Parquet file of its own: the bytes of the file, and behind them a
 * footer that shows this row group only, and of it the columns that are wanted, under the archive's
 * names. No page is touched, let alone copied.
 */
final class RowGroupView {

  private static final byte[] MAGIC = "PAR1".getBytes(US_ASCII);

  /** Where parquet-avro looks for the schema of the records. */
  private static final String AVRO_SCHEMA = "parquet.avro.schema";

  private RowGroupView() {}

  /** The footer of a file and where its columns are. */
  private record Source(FileFooter footer, FileView view, BlockMetaData block) {}

  /**
   * Opens the view.
   *
   * @param wanted the archive's own columns
   * @throws IOException if the file can't be read, or is another one than when the job began
   */
  static SeekableByteChannel open(RowGroup rowGroup, MessageType wanted) throws IOException {
    Source source = sourceOf(rowGroup, wanted);
    long end = 0;
    BlockMetaData shown = new BlockMetaData();
    shown.setRowCount(rowGroup.rows());
    shown.setTotalByteSize(source.block().getTotalByteSize());
    for (Map.Entry<ColumnPath, ColumnPath> column : source.view().origins().entrySet()) {
      ColumnChunkMetaData chunk = chunkOf(source.block(), column.getValue());
      shown.addColumn(under(column.getKey(), chunk));
      end = Math.max(end, chunk.getStartingPos() + chunk.getTotalSize());
    }
    byte[] footer = footer(source, shown, rowGroup);
    return new ViewChannel(Files.newByteChannel(rowGroup.file().path()), end, footer);
  }

  private static Source sourceOf(RowGroup rowGroup, MessageType wanted) throws IOException {
    try {
      FileFooter footer = ParquetFiles.footer(rowGroup.file());
      FileView view = FileView.of(wanted, footer);
      if (view.problems().isEmpty() && footer.rowGroups().contains(rowGroup)) {
        return new Source(footer, view, footer.blocks().get(rowGroup.index()));
      }
    } catch (InputException unreadable) {
      throw new IOException(unreadable.getMessage(), unreadable);
    }
    throw new IOException(rowGroup + " can't be read: it has changed since the job began");
  }

  private static ColumnChunkMetaData chunkOf(BlockMetaData block, ColumnPath path) {
    return block.getColumns().stream()
        .filter(chunk -> chunk.getPath().equals(path))
        .findFirst()
        .orElseThrow();
  }

  private static ColumnChunkMetaData under(ColumnPath name, ColumnChunkMetaData chunk) {
    return ColumnChunkMetaData.get(
        name,
        chunk.getPrimitiveType(),
        chunk.getCodec(),
        chunk.getEncodingStats(),
        chunk.getEncodings(),
        Statistics.createStats(chunk.getPrimitiveType()),
        chunk.getFirstDataPageOffset(),
        chunk.getDictionaryPageOffset(),
        chunk.getValueCount(),
        chunk.getTotalSize(),
        chunk.getTotalUncompressedSize());
  }

  private static byte[] footer(Source source, BlockMetaData shown, RowGroup rowGroup)
      throws IOException {
    ViewSchema schema =
        new ViewSchema(
            rowGroup.file().name(),
            rowGroup.firstRow(),
            source.view().columns(),
            source.view().fromPath());
    FileMetaData metadata =
        new FileMetaData(
            schema.plain(),
            Map.of(AVRO_SCHEMA, schema.avro().toString()),
            source.footer().metadata().getCreatedBy());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Util.writeFileMetaData(
        new ParquetMetadataConverter()
            .toParquetMetadata(1, new ParquetMetadata(metadata, List.of(shown))),
        out);
    int length = out.size();
    out.writeBytes(
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array());
    out.writeBytes(MAGIC);
    return out.toByteArray();
  }
}
