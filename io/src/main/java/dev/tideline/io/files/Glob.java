package dev.tideline.io.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;

/**
 * Finds files by a pattern as a shell would: {@code *} and {@code ?} within a name, {@code [a-z]},
 * {@code {a,b}}, and {@code **} for any number of folders. Hidden names, those that begin with an
 * underscore and those that end in {@code .tmp} are only found by a pattern that does so too.
 */
final class Glob {

  private static final String WILDCARDS = "*?[{";

  private Glob() {}

  /** Whether a path is a pattern. */
  static boolean isPattern(String path) {
    return path.chars().anyMatch(c -> WILDCARDS.indexOf(c) >= 0);
  }

  /** The folder below which all files of a pattern lie. */
  static Path rootOf(String pattern) {
    int slash = lastFixedSlash(pattern);
    return Path.of(slash < 0 ? "." : slash == 0 ? "/" : pattern.substring(0, slash));
  }

  private static int lastFixedSlash(String pattern) {
    int wildcard = 0;
    while (WILDCARDS.indexOf(pattern.charAt(wildcard)) < 0) {
      wildcard++;
    }
    return pattern.lastIndexOf('/', wildcard);
  }

  /**
   * What a pattern matches.
   *
   * @param places files and folders, sorted
   * @param hidden what it would match if wildcards did not leave it out
   */
  record Matches(SortedSet<Path> places, SortedSet<Path> hidden) {}

  /**
   * Looks for what a pattern matches.
   *
   * @throws PatternSyntaxException if it is no pattern
   */
  static Matches matches(String pattern) throws IOException {
    Matches found = new Matches(new TreeSet<>(), new TreeSet<>());
    for (String one : alternatives(pattern)) {
      if (isPattern(one)) {
        String below = one.substring(lastFixedSlash(one) + 1);
        expand(rootOf(one), List.of(below.split("/+")), found, new HashSet<>());
      } else if (Files.exists(Path.of(one))) {
        found.places().add(Path.of(one));
      }
    }
    return found;
  }

  /**
   * Matches what is in a folder with the first of the names, and so on.
   *
   * @param searched the folders that {@code **} was matched with, by where they really are: links
   *     may lead in a circle
   */
  private static void expand(Path folder, List<String> names, Matches found, Set<String> searched)
      throws IOException {
    if (names.isEmpty()) {
      found.places().add(folder);
      return;
    }
    if (!Files.isDirectory(folder)) {
      return;
    }
    String name = names.get(0);
    List<String> rest = names.subList(1, names.size());
    boolean anyFolders = name.equals("**");
    if (anyFolders) {
      if (!searched.add(names.size() + " " + folder.toRealPath())) {
        return;
      }
      expand(folder, rest, found, searched);
    }
    PathMatcher matcher = folder.getFileSystem().getPathMatcher("glob:" + name);
    for (Path child : FileSearch.childrenOf(folder)) {
      boolean hidden = FileNames.isHidden(child) && !FileNames.isHidden(Path.of(name));
      if (anyFolders) {
        if (!hidden && Files.isDirectory(child)) {
          expand(child, names, found, searched);
        }
      } else if (matcher.matches(child.getFileName())) {
        if (!hidden) {
          expand(child, rest, found, searched);
        } else if (!child
            .getFileName()
            .toString()
            .startsWith(".")) { // a shell's * does not match it
          found.hidden().add(child);
        }
      }
    }
  }

  /** The pattern with each alternative of its first braces, and so on for the next ones. */
  private static List<String> alternatives(String pattern) {
    int open = pattern.indexOf('{');
    int close = pattern.indexOf('}', open);
    if (open < 0 || close < 0) {
      return List.of(pattern);
    }
    List<String> all = new ArrayList<>();
    for (String one : pattern.substring(open + 1, close).split(",", -1)) {
      all.addAll(alternatives(pattern.substring(0, open) + one + pattern.substring(close + 1)));
    }
    return all;
  }
}
