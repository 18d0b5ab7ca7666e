package dev.tideline.io.parquet;

import dev.tideline.io.files.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.FileMetaData;

/**
 * What the footer of a Parquet file says.
 *
 * @param file the file
 * @param metadata its schema, its marks and who wrote it
 * @param blocks all its row groups, those without a row too
 */
public record FileFooter(SourceFile file, FileMetaData metadata, List<BlockMetaData> blocks) {

  public FileFooter {
    blocks = List.copyOf(blocks);
  }

  /**
   * Its key-value metadata. In Parquet the value of a key is optional: a key without one has an
   * empty text here.
   */
  public Map<String, String> marks() {
    Map<String, String> marks = new HashMap<>(metadata.getKeyValueMetaData());
    marks.replaceAll((key, value) -> value == null ? "" : value);
    return marks;
  }

  /** The row groups that have rows: a reader may stumble over the others. */
  public List<RowGroup> rowGroups() {
    List<RowGroup> rowGroups = new ArrayList<>();
    long firstRow = 0;
    for (int index = 0; index < blocks.size(); index++) {
      long rows = blocks.get(index).getRowCount();
      if (rows > 0) {
        rowGroups.add(new RowGroup(file, index, firstRow, rows));
      }
      firstRow += rows;
    }
    return rowGroups;
  }

  /** The codecs of these columns for which there is no library here, mostly none. */
  public Set<CompressionCodecName> missingCodecs(Set<ColumnPath> columns) {
    Set<CompressionCodecName> missing = new LinkedHashSet<>();
    for (BlockMetaData block : blocks) {
      for (ColumnChunkMetaData chunk : block.getColumns()) {
        if (columns.contains(chunk.getPath())) {
          missing.add(chunk.getCodec());
        }
      }
    }
    missing.removeIf(FileFooter::canBeRead);
    return missing;
  }

  private static boolean canBeRead(CompressionCodecName codec) {
    CodecFactory codecs = new CodecFactory(new PlainParquetConfiguration(), 0);
    try {
      return codecs.getDecompressor(codec) != null;
    } catch (RuntimeException | LinkageError missing) { // which of them is up to the codec
      return false;
    } finally {
      codecs.release();
    }
  }
}
