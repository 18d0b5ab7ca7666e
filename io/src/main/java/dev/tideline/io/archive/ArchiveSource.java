package dev.tideline.io.archive;

import dev.tideline.event.EventView;
import dev.tideline.event.RecordDecoder;
import dev.tideline.io.EventSource;
import dev.tideline.io.files.InputException;
import dev.tideline.io.files.SourceFile;
import dev.tideline.io.parquet.ParquetFiles;
import dev.tideline.io.parquet.RowGroup;
import dev.tideline.io.parquet.RowGroupCoder;
import java.util.List;
import java.util.OptionalLong;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.apache.parquet.schema.MessageType;

/** Files of the archive as a source: what travels to the workers is where to read, not what. */
public final class ArchiveSource {

  private ArchiveSource() {}

  /**
   * Opens files of one type of event.
   *
   * @param name of the type of event, as it stands in the names of steps
   * @param columns what the decoder reads
   */
  public static <V extends EventView> EventSource<RowGroup, V> open(
      Pipeline pipeline,
      List<SourceFile> files,
      String name,
      MessageType columns,
      RecordDecoder<RowGroup, V> decoder)
      throws InputException {
    List<RowGroup> rowGroups = ParquetFiles.rowGroups(files, columns);
    PCollection<RowGroup> elements =
        pipeline
            .apply("List" + name + "RowGroups", Create.of(rowGroups).withCoder(RowGroupCoder.of()))
            .apply("Spread" + name + "RowGroups", EventSource.spread());
    long rows = rowGroups.stream().mapToLong(RowGroup::rows).sum();
    return new EventSource<>(elements, decoder, EventSource.Known.NOTHING, OptionalLong.of(rows));
  }
}
