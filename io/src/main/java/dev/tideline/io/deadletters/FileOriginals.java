package dev.tideline.io.deadletters;

import dev.tideline.io.files.SourceFile;
import dev.tideline.io.lines.FileChunk;
import dev.tideline.io.lines.Lines;
import dev.tideline.io.storage.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The records of dead letters in files of lines.
 *
 * @param root the folder that the names of the files are relative to
 */
public record FileOriginals(Path root) {

  /**
   * Looks for the records of letters where they were found.
   *
   * @return one for each letter, those of a file together
   * @throws IOException if a file that is there can't be read
   */
  public List<Original> of(List<DeadLetter> letters) throws IOException {
    Map<String, List<DeadLetter>> byFile = new TreeMap<>();
    List<Original> originals = new ArrayList<>();
    for (DeadLetter letter : letters) {
      if (letter.location().partition() >= 0) {
        originals.add(
            Original.lost(letter, "it is in a topic, of which a bounded run reads all again"));
      } else {
        byFile.computeIfAbsent(letter.location().source(), none -> new ArrayList<>()).add(letter);
      }
    }
    for (Map.Entry<String, List<DeadLetter>> each : byFile.entrySet()) {
      originals.addAll(inFile(root.resolve(each.getKey()), each.getKey(), each.getValue()));
    }
    return originals;
  }

  private static List<Original> inFile(Path path, String name, List<DeadLetter> letters)
      throws IOException {
    String whyNot = null;
    if (ReplayFile.isOne(name)) {
      whyNot = "it was replayed before: mend it in " + name;
    } else if (name.toLowerCase(Locale.ROOT).endsWith(".parquet")) {
      whyNot = "it is a row of a Parquet file, and no line: mend it there";
    } else if (!Storage.isFile(path)) {
      whyNot = "its file is gone: " + name;
    }
    Map<Long, byte[]> lines = whyNot == null ? lines(path, name, letters) : Map.of();
    List<Original> originals = new ArrayList<>();
    for (DeadLetter letter : letters) {
      byte[] line = lines.get(letter.location().offset());
      if (line != null) {
        originals.add(Original.found(letter, line));
      } else {
        originals.add(
            Original.lost(
                letter, whyNot == null ? "no line begins there any more: " + name : whyNot));
      }
    }
    return originals;
  }

  /** The lines that begin where the letters say. */
  private static Map<Long, byte[]> lines(Path path, String name, List<DeadLetter> letters)
      throws IOException {
    Map<Long, byte[]> wanted = new HashMap<>();
    letters.forEach(letter -> wanted.put(letter.location().offset(), null));
    long last = wanted.keySet().stream().mapToLong(Long::longValue).max().orElseThrow();
    FileChunk all = new FileChunk(new SourceFile(path, name), 0, Long.MAX_VALUE);
    try (Lines lines = Lines.open(all)) {
      while (lines.next() && lines.start() <= last) {
        if (wanted.containsKey(lines.start())) {
          wanted.put(lines.start(), lines.bytes());
        }
      }
    }
    return wanted;
  }
}
