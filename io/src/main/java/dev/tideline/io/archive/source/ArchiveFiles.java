package dev.tideline.io.archive.source;

import dev.tideline.io.archive.ArchiveSchema;
import dev.tideline.io.archive.view.FileView;
import dev.tideline.io.files.InputException;
import dev.tideline.io.files.SourceFile;
import dev.tideline.io.parquet.FileFooter;
import dev.tideline.io.parquet.Fit;
import dev.tideline.io.parquet.ParquetFiles;
import dev.tideline.io.parquet.RowGroup;
import dev.tideline.io.storage.InParallel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;

/**
 * How the files of an archive are to be read, decided from the footers before anything runs: column
 * by column where all columns are the archive's own and its writer has marked the duplicates among
 * just these files, else all of them by ParquetIO, for duplicates of one may be in another.
 *
 * @param byColumns whether column by column
 * @param rowGroups the row groups to be read
 * @param summary a line that says how they are read, and why
 */
record ArchiveFiles(boolean byColumns, List<RowGroup> rowGroups, String summary) {

  /** How many rows all files have. */
  long rows() {
    return rowGroups.stream().mapToLong(RowGroup::rows).sum();
  }

  /**
   * Looks at files.
   *
   * @param earlier files of the same archive that are not read, for all in them was ingested before
   *     the first event that is wanted had happened: no first copy of such an event is there
   * @param kind what the archive calls their kind of event
   * @throws InputException naming each file that can't be read, and why
   */
  static ArchiveFiles of(List<SourceFile> files, List<SourceFile> earlier, String kind)
      throws InputException {
    Decision decision = new Decision(ArchiveSchema.of(kind), kind);
    InParallel.ask(earlier, SourceFile::path, Footer::of).forEach(decision::notRead);
    InParallel.ask(files, SourceFile::path, Footer::of).forEach(decision::read);
    InputException.throwIfAny(decision.problems);
    return new ArchiveFiles(decision.byColumns(), decision.rowGroups, decision.summary());
  }

  /**
   * The footer of a file.
   *
   * @param read null if it can't be read
   * @param problems why it can't
   */
  private record Footer(FileFooter read, List<String> problems) {

    static Footer of(SourceFile file) {
      try {
        return new Footer(ParquetFiles.footer(file), List.of());
      } catch (InputException unreadable) {
        return new Footer(null, unreadable.problems());
      }
    }
  }

  private static final class Decision {
    private final MessageType columns;
    private final String kind;
    private final List<RowGroup> rowGroups = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final MarkedParts parts = new MarkedParts();
    private int filled;
    private int empty;
    private String reason = "";

    Decision(MessageType columns, String kind) {
      this.columns = columns;
      this.kind = kind;
    }

    /** If it is null, its part is not whole, which is all that matters here. */
    void notRead(Footer footer) {
      if (footer.read() != null) {
        parts.addIfMarked(footer.read().marks());
      }
    }

    void read(Footer footer) {
      problems.addAll(footer.problems());
      if (footer.read() != null) {
        decide(footer.read());
      }
    }

    private void decide(FileFooter footer) {
      List<RowGroup> found = footer.rowGroups();
      SourceFile file = footer.file();
      Map<String, String> marks = footer.marks();
      int version = ArchiveSchema.versionOf(marks);
      if (version > ArchiveSchema.VERSION) {
        problems.add(
            "%s is of a later version: its %s is \"%s\", and this program knows up to %d"
                .formatted(
                    file,
                    ArchiveSchema.VERSION_KEY,
                    marks.get(ArchiveSchema.VERSION_KEY),
                    ArchiveSchema.VERSION));
        return;
      }
      if (found.isEmpty()) {
        empty++; // whatever its columns are: writers guess them if there is no row
        return;
      }
      FileView view = FileView.of(columns, footer);
      if (!view.problems().isEmpty()) {
        problems.add(
            "%s can't be read as %s: %s".formatted(file, kind, String.join("; ", view.problems())));
        return;
      }
      for (CompressionCodecName codec : footer.missingCodecs(view.columnsInFile())) {
        problems.add(
            "%s can't be read: it is compressed with %s, for which there is no library here; write it with ZSTD, SNAPPY or GZIP"
                .formatted(file, codec));
      }
      rowGroups.addAll(found);
      String unlike = Fit.unlike(columns, footer.metadata().getSchema());
      if (unlike == null && version < ArchiveSchema.MARKS_DUPLICATES) {
        unlike = "its duplicates were marked by id alone";
      }
      if (unlike == null) {
        parts.add(marks);
      } else if (reason.isEmpty()) {
        reason = file.name() + ": " + unlike;
      }
      filled++;
    }

    boolean byColumns() {
      return reasonForParquetIo().isEmpty();
    }

    private String reasonForParquetIo() {
      return reason.isEmpty() ? parts.gap() : reason;
    }

    String summary() {
      List<String> found = new ArrayList<>();
      if (filled > 0) {
        String why = reasonForParquetIo();
        found.add(files(filled) + (why.isEmpty() ? " by columns" : " by ParquetIO (" + why + ")"));
      }
      if (empty > 0) {
        found.add(files(empty) + " without rows");
      }
      return "archive: " + (found.isEmpty() ? "no file" : String.join(", ", found));
    }

    private static String files(int count) {
      return count + (count == 1 ? " file" : " files");
    }
  }
}
