package dev.tideline.demo.live;

import dev.tideline.io.answer.StoredAnswer;
import dev.tideline.io.sql.Database;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.pipelines.Pipelines;
import dev.tideline.pipelines.spec.PipelineSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A pipeline of the demo, and the tables it writes while it runs.
 *
 * @param spec which pipeline
 * @param file the database, which is there once the pipeline has begun
 */
record LivePipeline(PipelineSpec<?, ?> spec, Path file) {

  /** All pipelines that there are, each with a database of its own in a folder. */
  static List<LivePipeline> all(Path folder) {
    return Pipelines.ALL.stream()
        .map(spec -> new LivePipeline(spec, folder.resolve(spec.name() + ".db")))
        .toList();
  }

  /** What {@code scripts/run} calls it. */
  String name() {
    return spec.name();
  }

  /** The topic that it reads. */
  String topic() {
    return spec.reads().topic();
  }

  Database database() {
    return Database.inFile(file);
  }

  /** The ledger so far. */
  LedgerEntry ledger() {
    try {
      return Files.exists(file)
          ? stored().ledger().values().stream().reduce(LedgerEntry.ZERO, LedgerEntry::plus)
          : LedgerEntry.ZERO;
    } catch (IOException notYet) { // the file is there before its tables are
      return LedgerEntry.ZERO;
    }
  }

  /** The rows so far, as canonical JSON. */
  List<String> rows() {
    try {
      return Files.exists(file) ? stored().rows(spec.rows()) : List.of();
    } catch (IOException notYet) {
      return List.of();
    }
  }

  private StoredAnswer stored() {
    return new StoredAnswer(database(), spec.name());
  }
}
