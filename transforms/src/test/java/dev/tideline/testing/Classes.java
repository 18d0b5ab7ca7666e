package dev.tideline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The compiled main classes of the module under test. */
public final class Classes {

  private static final Path MAIN = Path.of("target", "classes");

  private Classes() {}

  /**
   * The top-level classes below a package.
   *
   * @param names picks them by their full names
   */
  public static List<Class<?>> of(String basePackage, Predicate<String> names) {
    try (Stream<Path> files = Files.walk(MAIN.resolve(basePackage.replace('.', '/')))) {
      return files
          .map(file -> MAIN.relativize(file).toString())
          .filter(file -> file.endsWith(".class") && !file.contains("$"))
          .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
          .filter(names)
          .<Class<?>>map(Classes::load)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException impossible) {
      throw new AssertionError(name + " is in " + MAIN, impossible);
    }
  }
}
