package dev.tideline.io.deadletters;

import dev.tideline.io.files.Folders;
import dev.tideline.io.files.SourceFile;
import dev.tideline.io.sort.RowDigest;
import dev.tideline.records.RecordLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder that rejected records are replayed into, each once, by files of lines that a run reads
 * like any other. What is in it says what was replayed.
 *
 * @param folder where; made when it is needed
 */
public record ReplayFolder(Path folder) {

  /** How many hex digits of the digest of a file are in its name. */
  private static final int DIGITS = 16;

  /**
   * What became of records.
   *
   * @param file the file that was written; null if there was nothing new
   * @param written how many records are in it
   * @param before how many had been replayed before
   * @param not those that can't be, with why not
   */
  public record Result(Path file, int written, int before, List<Original> not) {}

  /**
   * Writes those of some records that are not there yet, in one act, as one file. It is called by
   * what is in it: a call that was killed leaves nothing that is read, and the next one writes the
   * same.
   *
   * @throws IOException if the folder can't be read or written
   */
  public Result add(List<Original> originals) throws IOException {
    Set<RecordLocation> there = replayed();
    TreeMap<String, String> lines = new TreeMap<>(); // by where they were found
    List<Original> not = new ArrayList<>();
    int before = 0;
    for (Original original : originals) {
      RecordLocation from = without(original.letter().location());
      if (there.contains(from)) {
        before++;
        continue;
      }
      ReplayLine line = ReplayLine.of(original);
      if (line.whyNot() == null) {
        lines.put(from.toString(), line.text());
      } else {
        not.add(Original.lost(original.letter(), line.whyNot()));
      }
    }
    Path file = lines.isEmpty() ? null : write(lines.values());
    return new Result(file, lines.size(), before, List.copyOf(not));
  }

  /** Why a record can't be replayed into a folder; null if it can. */
  public static String whyNot(Original original) {
    return ReplayLine.of(original).whyNot();
  }

  private Path write(Iterable<String> lines) throws IOException {
    RowDigest digest = new RowDigest();
    lines.forEach(digest::add);
    Files.createDirectories(folder);
    Path file = folder.resolve(ReplayFile.PREFIX + digest.hex().substring(0, DIGITS) + ".jsonl");
    if (Files.exists(file)) {
      throw new IOException(
          "%s is there, but no longer says in %s which records are in it: put that back, or move the file away"
              .formatted(file, ReplayLine.REPLAYED_FROM));
    }
    Folders.replace(file, String.join("\n", lines) + "\n");
    return file;
  }

  /** Where the records were found that are there. */
  private Set<RecordLocation> replayed() throws IOException {
    Set<RecordLocation> from = new HashSet<>();
    if (!Files.isDirectory(folder)) {
      return from;
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> ReplayFile.isOne(file.getFileName().toString())).toList();
    }
    for (Path file : files) {
      for (ReplayFile.Replayed each : ReplayFile.records(new SourceFile(file, file.toString()))) {
        from.add(each.from());
      }
    }
    return from;
  }

  /** The same place, but for the number of the line, which only some readers know. */
  private static RecordLocation without(RecordLocation location) {
    return new RecordLocation(location.source(), location.partition(), location.offset(), 0);
  }
}
