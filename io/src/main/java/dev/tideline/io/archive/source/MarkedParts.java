package dev.tideline.io.archive.source;

import dev.tideline.io.archive.ArchivePart;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parts of archives that files belong to. What was marked as a duplicate is one only where the
 * file with its first copy is read too, and no other archive holds the same event.
 */
final class MarkedParts {

  private final Map<ArchivePart, Part> parts = new HashMap<>();
  private final Set<String> archives = new HashSet<>();
  private int withoutPart;

  /**
   * Notes a file.
   *
   * @param marks the key-value metadata of its footer
   */
  void add(Map<String, String> marks) {
    if (!addIfMarked(marks)) {
      withoutPart++;
    }
  }

  /** Notes a file if it says which part it belongs to. */
  boolean addIfMarked(Map<String, String> marks) {
    Optional<ArchivePart> part = ArchivePart.in(marks);
    part.ifPresent(
        known -> {
          archives.add(known.archive());
          parts.computeIfAbsent(known, each -> new Part()).add(ArchivePart.filesIn(marks));
        });
    return part.isPresent();
  }

  /**
   * Why the files can't be relied upon to have exactly one row of each event that is not marked as
   * a duplicate.
   *
   * @return empty if they can
   */
  String gap() {
    if (withoutPart > 0) {
      return "some don't say among which files their duplicates were marked";
    }
    if (archives.size() > 1) {
      return "they are of different archives";
    }
    return parts.values().stream().allMatch(Part::whole)
        ? ""
        : "they are not all the files among which duplicates were marked";
  }

  private static final class Part {
    private int found;
    private int lasts;
    private int files;

    void add(int filesIfLast) {
      found++;
      lasts += filesIfLast > 0 ? 1 : 0;
      files += filesIfLast;
    }

    boolean whole() {
      return lasts == 1 && found == files;
    }
  }
}
