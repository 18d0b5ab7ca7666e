package dev.tideline.io.archive.source;

import dev.tideline.event.EventView;
import dev.tideline.io.EventSource;
import dev.tideline.io.archive.ArchiveDecoder;
import dev.tideline.io.archive.ArchiveElement;
import dev.tideline.io.archive.ArchiveElementCoder;
import dev.tideline.io.archive.view.RowGroupResource;
import dev.tideline.io.archive.view.ViewSchema;
import dev.tideline.io.files.InputException;
import dev.tideline.io.files.SourceFile;
import dev.tideline.io.parquet.RowGroup;
import java.util.List;
import java.util.OptionalLong;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.Compression;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MetadataCoder;
import org.apache.beam.sdk.io.parquet.ParquetIO;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * Files of the archive, and any other Parquet files of the same events, as a source.
 *
 * <p>Where columns are the archive's own, what travels to the workers is where to read, not what:
 * they are decoded in the step that admits, at a third of ParquetIO's price. All others are read by
 * ParquetIO, a row group at a time.
 */
public final class ArchiveSource {

  private ArchiveSource() {}

  /**
   * Opens files of one kind of event.
   *
   * @throws InputException naming each file that can't be read, and why
   */
  public static <E extends V, V extends EventView> EventSource<ArchiveElement<E>, V> open(
      Pipeline pipeline, List<SourceFile> files, ArchiveKind<E, V> kind) throws InputException {
    ArchiveFiles archive = ArchiveFiles.of(files, kind.folder());
    PCollection<ArchiveElement<E>> elements = byColumns(pipeline, archive.byColumns(), kind);
    if (!archive.byParquetIo().isEmpty()) {
      elements =
          PCollectionList.of(elements)
              .and(byParquetIo(pipeline, archive.byParquetIo(), kind))
              .apply("All" + kind.name(), Flatten.pCollections());
    }
    return new EventSource<>(
            elements,
            new ArchiveDecoder<>(kind.decoder()),
            EventSource.Known.NOTHING,
            OptionalLong.of(archive.rows()))
        .saying(archive.summary());
  }

  private static <E extends V, V extends EventView> PCollection<ArchiveElement<E>> byColumns(
      Pipeline pipeline, List<RowGroup> rowGroups, ArchiveKind<E, V> kind) {
    Coder<ArchiveElement<E>> coder = ArchiveElementCoder.of(kind.coder());
    List<ArchiveElement<E>> unread =
        rowGroups.stream()
            .<ArchiveElement<E>>map(rowGroup -> new ArchiveElement.Unread<>(rowGroup))
            .toList();
    return pipeline
        .apply("List" + kind.name() + "RowGroups", Create.of(unread).withCoder(coder))
        .apply("Spread" + kind.name() + "RowGroups", EventSource.spread());
  }

  private static <E extends V, V extends EventView> PCollection<ArchiveElement<E>> byParquetIo(
      Pipeline pipeline, List<RowGroup> rowGroups, ArchiveKind<E, V> kind) {
    List<MatchResult.Metadata> views =
        rowGroups.stream()
            .map(rowGroup -> new RowGroupResource(kind.folder(), rowGroup).metadata())
            .toList();
    return pipeline
        .apply(
            "List" + kind.name() + "RowGroupsOfOthers",
            Create.of(views).withCoder(MetadataCoder.of()))
        .apply("Spread" + kind.name() + "RowGroupsOfOthers", EventSource.spread())
        .apply(
            "AsFilesOf" + kind.name(),
            FileIO.readMatches().withCompression(Compression.UNCOMPRESSED))
        .apply(
            "Read" + kind.name() + "WithParquetIO",
            ParquetIO.parseFilesGenericRecords(kind.parser())
                .withCoder(ArchiveElementCoder.of(kind.coder()))
                .withConfiguration(ViewSchema.CONFIGURATION));
  }
}
