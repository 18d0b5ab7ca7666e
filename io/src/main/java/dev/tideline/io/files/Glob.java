package dev.tideline.io.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Finds files by a pattern as a shell would: {@code *} and {@code ?} within a name, {@code [a-z]},
 * {@code {a,b}}, and {@code **} for any number of folders. Hidden names, those that begin with an
 * underscore and those that end in {@code .tmp} are never found by a wildcard or in a folder.
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
   * The files of a pattern, sorted; of a folder that it matches all files below.
   *
   * @throws PatternSyntaxException if it is no pattern
   */
  static SortedSet<Path> files(String pattern) throws IOException {
    SortedSet<Path> found = new TreeSet<>();
    for (String one : alternatives(pattern)) {
      if (isPattern(one)) {
        String below = one.substring(lastFixedSlash(one) + 1);
        expand(rootOf(one), List.of(below.split("/+")), found);
      } else if (Files.exists(Path.of(one))) {
        found.addAll(filesBelow(Path.of(one)));
      }
    }
    return found;
  }

  /** A file itself, or all files below a folder, sorted. */
  static SortedSet<Path> filesBelow(Path path) throws IOException {
    SortedSet<Path> found = new TreeSet<>();
    if (!Files.isDirectory(path)) {
      found.add(path);
      return found;
    }
    for (Path child : visibleIn(path)) {
      found.addAll(filesBelow(child));
    }
    return found;
  }

  private static void expand(Path folder, List<String> names, Collection<Path> found)
      throws IOException {
    if (names.isEmpty()) {
      found.addAll(filesBelow(folder));
      return;
    }
    if (!Files.isDirectory(folder)) {
      return;
    }
    String name = names.get(0);
    List<String> rest = names.subList(1, names.size());
    boolean anyFolders = name.equals("**");
    if (anyFolders) {
      expand(folder, rest, found);
    }
    PathMatcher matcher = folder.getFileSystem().getPathMatcher("glob:" + name);
    for (Path child : visibleIn(folder)) {
      if (anyFolders && Files.isDirectory(child)) {
        expand(child, names, found);
      } else if (!anyFolders && matcher.matches(child.getFileName())) {
        expand(child, rest, found);
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

  private static List<Path> visibleIn(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(Glob::visible).sorted().toList();
    }
  }

  private static boolean visible(Path path) {
    String name = path.getFileName().toString();
    return !name.startsWith(".") && !name.startsWith("_") && !name.endsWith(".tmp");
  }
}
