package dev.tideline.io.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the folder of an answer holds. Of events it holds none, wherever it lies. */
public final class AnswerFolder {

  /** The rows, a canonical JSON object a line. */
  public static final String ROWS = "rows";

  /** The rows as Parquet. */
  public static final String PARQUET = "parquet";

  /** How the name of each file of these ends. */
  public static final String PARQUET_SUFFIX = ".parquet";

  /** The rejected records. */
  public static final String REJECTS = "rejects";

  /** The too-late events. */
  public static final String TOO_LATE = "too-late";

  /** The ids under which several events count, if the source knows. */
  public static final String REUSED_IDS = "reused-ids";

  /** The ledger, a minute of ingest a line. */
  public static final String LEDGER = "ledger";

  /** The events by which it differs from an earlier one, if that was asked. */
  public static final String CORRECTIONS = "corrections";

  /** How sales, payments and the bank agree, if that was asked. */
  public static final String RECONCILIATION = "reconciliation";

  /** Each sale, payment and line of the bank's that does not agree. */
  public static final String BREAKS = "breaks";

  /** What of the bank's files is no line. */
  public static final String BROKEN_LINES = "broken-lines";

  /** What became of the payments, of each record: folders as of an answer of its own. */
  public static final String PAYMENTS = "payments";

  /** What was read of the source, a partition or file a line. */
  public static final String COVERAGE = "coverage";

  /** How the name of each file in these folders begins, but for Parquet's. */
  public static final String PART = "part";

  /** In a bucket: the answers of all runs that are at it or have been, a folder each. */
  public static final String ANSWERS = "_answers";

  /** In a bucket: which of them stands. */
  public static final String VERSIONS = "_versions";

  /** The file of the report: every answer has it. */
  public static final String REPORT_FILE = "report.json";

  /** The file of the ledger, added up. */
  public static final String LEDGER_FILE = "ledger.json";

  /** What is known of the run that writes it. */
  public static final String RUN_FILE = "run.json";

  /** Is there when all that the run was to write is. */
  public static final String WRITTEN_FILE = "written.json";

  /** All the folders. */
  public static final Set<String> FOLDERS =
      Set.of(
          ROWS,
          PARQUET,
          REJECTS,
          TOO_LATE,
          REUSED_IDS,
          CORRECTIONS,
          RECONCILIATION,
          BREAKS,
          BROKEN_LINES,
          PAYMENTS,
          LEDGER,
          COVERAGE);

  /** The files beside them that every answer has. */
  public static final Set<String> FILES = Set.of(REPORT_FILE, LEDGER_FILE);

  /** All files that there may be beside them. */
  public static final Set<String> ALL_FILES =
      Set.of(REPORT_FILE, LEDGER_FILE, RUN_FILE, WRITTEN_FILE);

  private AnswerFolder() {}

  /** Whether a run has written its answer into a folder that holds these. */
  static boolean isOf(List<Path> children) {
    Set<String> names = new HashSet<>();
    children.forEach(child -> names.add(child.getFileName().toString()));
    return names.containsAll(FILES)
        && children.stream()
            .anyMatch(
                child -> child.getFileName().toString().equals(ROWS) && Files.isDirectory(child));
  }

  /** Files such as a run would write there. */
  static Stream<Path> filesAt(Path place) {
    Stream<Path> parts =
        FOLDERS.stream()
            .map(
                folder ->
                    place
                        .resolve(folder)
                        .resolve(
                            folder.equals(PARQUET)
                                ? "output-00000-of-00001" + PARQUET_SUFFIX
                                : PART + "-00000-of-00001.jsonl"));
    return Stream.concat(parts, FILES.stream().map(place::resolve));
  }
}
