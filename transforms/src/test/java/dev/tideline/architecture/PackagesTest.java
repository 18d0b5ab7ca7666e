package dev.tideline.architecture;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How the packages of all modules hang together, read off their sources: what one finds by guessing
 * must stay where one guesses.
 */
class PackagesTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (?:static )?(dev\\.tideline(?:\\.[a-z]\\w*)*)\\.[A-Z]");

  /** Beyond so many classes a package must say why. */
  private static final int MANY = 12;

  /** What is said of a package with many classes. */
  private static final Pattern REASON = Pattern.compile("(?i)\\bclasses\\b");

  private static List<Source> main;

  /** A source file of a module. */
  private record Source(Path file, String packageName, Set<String> uses) {

    static Source read(Path file) {
      try {
        String text = Files.readString(file);
        Matcher packageName = PACKAGE.matcher(text);
        Set<String> uses = new TreeSet<>();
        IMPORT.matcher(text).results().forEach(each -> uses.add(each.group(1)));
        return new Source(file, packageName.find() ? packageName.group(1) : "", uses);
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }

    boolean isPackageInfo() {
      return file.endsWith("package-info.java");
    }
  }

  @BeforeAll
  static void readAllSources() throws IOException {
    main = sources("main");
    assertThat("all modules are read", main.size(), greaterThan(300));
  }

  private static List<Source> sources(String of) throws IOException {
    List<Source> sources = new ArrayList<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path module : modules.sorted().toList()) {
        Path java = module.resolve("src").resolve(of).resolve("java");
        if (Files.isDirectory(java)) {
          try (Stream<Path> files = Files.walk(java)) {
            files
                .filter(file -> file.toString().endsWith(".java"))
                .map(Source::read)
                .forEach(sources::add);
          }
        }
      }
    }
    return sources;
  }

  @Test
  void noPackagesUseEachOtherInACircle() {
    Map<String, Set<String>> uses = new TreeMap<>();
    for (Source source : main) {
      Set<String> others = uses.computeIfAbsent(source.packageName(), name -> new TreeSet<>());
      others.addAll(source.uses());
      others.remove(source.packageName());
    }
    Set<String> done = new HashSet<>();
    for (String each : uses.keySet()) {
      assertThat("a circle", circle(each, uses, new LinkedHashSet<>(), done), is(empty()));
    }
  }

  /** The packages on a way that leads back to one of them, or none. */
  private static List<String> circle(
      String from, Map<String, Set<String>> uses, Set<String> way, Set<String> done) {
    if (!way.add(from)) {
      return Stream.concat(way.stream(), Stream.of(from)).toList();
    }
    for (String to : uses.getOrDefault(from, Set.of())) {
      if (!done.contains(to)) {
        List<String> found = circle(to, uses, way, done);
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    way.remove(from);
    done.add(from);
    return List.of();
  }

  @Test
  void everyPackageSaysWhatItIs() {
    Set<String> silent = new TreeSet<>();
    main.forEach(source -> silent.add(source.packageName()));
    main.stream().filter(Source::isPackageInfo).forEach(info -> silent.remove(info.packageName()));
    assertThat("packages without package-info.java", silent, is(empty()));
  }

  @Test
  void aPackageWithManyClassesSaysWhy() throws IOException {
    Map<String, List<Source>> packages = main.stream().collect(groupingBy(Source::packageName));
    Map<String, Integer> unexplained = new TreeMap<>();
    for (Map.Entry<String, List<Source>> each : packages.entrySet()) {
      int classes = (int) each.getValue().stream().filter(file -> !file.isPackageInfo()).count();
      if (classes > MANY && !explains(each.getValue())) {
        unexplained.put(each.getKey(), classes);
      }
    }
    assertThat("packages of more than " + MANY + " classes", unexplained, is(Map.of()));
  }

  private static boolean explains(List<Source> ofAPackage) throws IOException {
    for (Source each : ofAPackage) {
      if (each.isPackageInfo() && REASON.matcher(Files.readString(each.file())).find()) {
        return true;
      }
    }
    return false;
  }

  @Test
  void noTwoClassesHaveOneName() throws IOException {
    Map<String, List<Path>> byName =
        Stream.concat(main.stream(), sources("test").stream())
            .filter(source -> !source.isPackageInfo())
            .map(Source::file)
            .collect(groupingBy(file -> file.getFileName().toString(), TreeMap::new, toList()));
    byName.values().removeIf(files -> files.size() == 1);
    assertThat("names that are given twice", byName, is(Map.of()));
  }

  @Test
  void mainsAreShort() throws IOException {
    Map<String, Integer> longOnes = new TreeMap<>();
    for (Source source : main) {
      String name = source.file().getFileName().toString();
      if (source.packageName().equals("dev.tideline.pipelines") && name.endsWith("Main.java")) {
        int lines = Files.readAllLines(source.file()).size();
        if (lines > 60) {
          longOnes.put(name, lines);
        }
      }
    }
    assertThat("mains of more than 60 lines", longOnes, is(Map.of()));
  }
}
