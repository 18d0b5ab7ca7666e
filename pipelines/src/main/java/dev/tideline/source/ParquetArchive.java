package dev.tideline.source;

import dev.tideline.columns.ParquetFiles;
import dev.tideline.columns.RowGroup;
import dev.tideline.input.InputException;
import dev.tideline.input.SourceFile;
import dev.tideline.intake.EventView;
import dev.tideline.intake.Reading;
import java.util.List;
import java.util.OptionalLong;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.apache.parquet.schema.MessageType;

/** Files of the archive as a source: what travels to the workers is where to read, not what. */
final class ParquetArchive {

  private ParquetArchive() {}

  /**
   * Opens files of one kind of event.
   *
   * @param name of the kind, as it stands in the names of steps
   * @param columns what the reading reads
   */
  static <V extends EventView> Intake<RowGroup, V> open(
      Pipeline pipeline,
      List<SourceFile> files,
      String name,
      MessageType columns,
      Reading<RowGroup, V> reading)
      throws InputException {
    List<RowGroup> rowGroups = ParquetFiles.rowGroups(files, columns);
    PCollection<RowGroup> elements =
        pipeline
            .apply(
                "List" + name + "RowGroups", Create.of(rowGroups).withCoder(SourceCoders.ROW_GROUP))
            .apply("Spread" + name + "RowGroups", Intake.spread());
    long rows = rowGroups.stream().mapToLong(RowGroup::rows).sum();
    return new Intake<>(elements, reading, List.of(), List.of(), OptionalLong.of(rows));
  }
}
