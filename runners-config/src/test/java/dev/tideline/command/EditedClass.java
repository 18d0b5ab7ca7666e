package dev.tideline.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.tools.ToolProvider;

/** A class of the product as it would be if some of its lines were others. */
public final class EditedClass {

  private static final Path SOURCES = Path.of("..");

  private EditedClass() {}

  /**
   * Compiles it.
   *
   * @param source its file, from the root of the repository
   * @param edits what is to stand in place of what, each of which is there once
   * @param folder is made, and has what is compiled
   * @return the folder of the classes
   */
  public static Path compile(String source, Map<String, String> edits, Path folder)
      throws IOException {
    Path original = SOURCES.resolve(source);
    String text = Files.readString(original);
    for (Map.Entry<String, String> edit : edits.entrySet()) {
      int at = text.indexOf(edit.getKey());
      if (at < 0 || text.indexOf(edit.getKey(), at + 1) >= 0) {
        throw new AssertionError(source + " does not have this once: " + edit.getKey());
      }
      text = text.replace(edit.getKey(), edit.getValue());
    }
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Path edited = Files.writeString(folder.resolve(original.getFileName()), text);
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                errors,
                "-proc:none",
                "-nowarn",
                "-d",
                classes.toString(),
                "-cp",
                Jvm.OWN_CLASSES,
                edited.toString());
    if (status != 0) {
      throw new AssertionError(errors.toString(UTF_8));
    }
    return classes;
  }
}
