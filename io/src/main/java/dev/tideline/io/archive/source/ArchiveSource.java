package dev.tideline.io.archive.source;

import dev.tideline.event.Copies;
import dev.tideline.event.EventView;
import dev.tideline.io.EventSource;
import dev.tideline.io.Note;
import dev.tideline.io.archive.ArchiveSchema;
import dev.tideline.io.archive.avro.ParsedRow;
import dev.tideline.io.archive.view.RowGroupResource;
import dev.tideline.io.archive.view.ViewSchema;
import dev.tideline.io.files.InputException;
import dev.tideline.io.files.InputFiles;
import dev.tideline.io.parquet.RowGroup;
import dev.tideline.io.parquet.RowGroupCoder;
import java.util.List;
import java.util.OptionalLong;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.Compression;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MetadataCoder;
import org.apache.beam.sdk.io.parquet.ParquetIO;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;

/**
 * Files of the archive, and any other Parquet files of the same events, as a source.
 *
 * <p>Where columns are the archive's own and its writer has marked the duplicates, what travels to
 * the workers is where to read, not what: files are decoded in the step that admits, at a third of
 * ParquetIO's price. All others are read by ParquetIO, a row group at a time, and their duplicates
 * are marked as those of lines are.
 */
public final class ArchiveSource {

  private ArchiveSource() {}

  /**
   * Opens files of one kind of event.
   *
   * @throws InputException naming each file that can't be read, and why
   */
  public static <E extends V, V extends EventView> EventSource<?, V> open(
      Pipeline pipeline, InputFiles files, ArchiveKind<E, V> kind) throws InputException {
    ArchiveFiles archive = ArchiveFiles.of(files.files(), files.earlier(), kind.folder());
    EventSource<?, V> source =
        archive.byColumns()
            ? byColumns(pipeline, archive, kind)
            : byParquetIo(pipeline, archive, kind);
    return source.noting(List.of(Note.of(archive.summary())));
  }

  private static <V extends EventView> EventSource<RowGroup, V> byColumns(
      Pipeline pipeline, ArchiveFiles archive, ArchiveKind<?, V> kind) {
    String name = kind.type().name();
    return new EventSource<>(
            pipeline
                .apply(
                    "List" + name + "RowGroups",
                    Create.of(archive.rowGroups()).withCoder(RowGroupCoder.of()))
                .apply("Spread" + name + "RowGroups", EventSource.spread()),
            kind.decoder(),
            OptionalLong.of(archive.rows()))
        .holding(archive.rowGroups().stream().map(RowGroup::range).toList());
  }

  private static <E extends V, V extends EventView> EventSource<ParsedRow<E>, V> byParquetIo(
      Pipeline pipeline, ArchiveFiles archive, ArchiveKind<E, V> kind) {
    return new EventSource<>(
            rows(pipeline, archive, kind),
            new ParsedRowDecoder<E, V>(new Copies.AmongAll(archive.rows())),
            OptionalLong.of(archive.rows()))
        .explaining(
            failure ->
                UnreadableRowGroups.of(
                    archive.rowGroups(), ArchiveSchema.of(kind.folder()), failure));
  }

  private static <E extends V, V extends EventView> PCollection<ParsedRow<E>> rows(
      Pipeline pipeline, ArchiveFiles archive, ArchiveKind<E, V> kind) {
    String name = kind.type().name();
    List<MatchResult.Metadata> views =
        archive.rowGroups().stream()
            .map(rowGroup -> new RowGroupResource(kind.folder(), rowGroup).metadata())
            .toList();
    return pipeline
        .apply("List" + name + "RowGroups", Create.of(views).withCoder(MetadataCoder.of()))
        .apply("Spread" + name + "RowGroups", EventSource.spread())
        .apply("AsFilesOf" + name, FileIO.readMatches().withCompression(Compression.UNCOMPRESSED))
        .apply(
            "Read" + name + "WithParquetIO",
            ParquetIO.parseFilesGenericRecords(kind.parser())
                .withCoder(ParsedRow.coder(kind.type().coder()))
                .withConfiguration(ViewSchema.CONFIGURATION));
  }
}
