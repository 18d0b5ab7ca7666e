package dev.tideline.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts in a fresh clone, where nothing is built: wherever and however they are called. */
class ScriptsTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  @TempDir private Path home;
  private Path scripts;

  private record Ended(int code, String printed) {}

  @BeforeEach
  void aFreshClone() throws IOException {
    scripts = home.resolve("clone/scripts");
    copy(ROOT.resolve("scripts"), scripts);
    for (String runner : List.of("direct", "flink", "spark")) {
      Path config = home.resolve("clone/runners-config").resolve(runner);
      Files.createDirectories(config);
      Files.copy(
          ROOT.resolve("runners-config").resolve(runner).resolve("pipeline.args"),
          config.resolve("pipeline.args"));
    }
  }

  @Test
  void helpIsThereAtOnce() throws Exception {
    try (Stream<Path> all = Files.list(scripts)) {
      for (Path script : all.filter(Files::isRegularFile).sorted().toList()) {
        Ended ended = call(script, Map.of(), "--help");
        assertThat(script + ": " + ended.printed(), ended.code(), is(0));
        assertThat(ended.printed(), startsWith("Usage: "));
      }
    }
    assertThat(
        call(scripts.resolve("run"), Map.of(), "ops-dashboard", "--help").printed(),
        startsWith("Usage: scripts/run ops-dashboard"));
    assertThat(call(scripts.resolve("run"), Map.of(), "nothing", "--help").code(), is(2));
    assertThat(Files.exists(home.resolve("clone/runners-config/target")), is(false));
  }

  @Test
  void aLinkToAScriptIsTheScript() throws Exception {
    Path link = Files.createSymbolicLink(home.resolve("tideline-run"), scripts.resolve("run"));
    Path far = Files.createSymbolicLink(home.resolve("far"), link);

    assertThat(call(far, Map.of(), "--help").printed(), startsWith("Usage: scripts/run"));
  }

  @Test
  void cdpathLeadsNowhere() throws Exception {
    Map<String, String> with = Map.of("CDPATH", ".:" + home + ":/");

    Ended ended = call(Path.of("clone/scripts/run"), with, "daily-revenue", "--help");
    assertThat(ended.printed(), startsWith("Usage: scripts/run daily-revenue"));
  }

  @Test
  void aWrongJavaHomeIsSaid() throws Exception {
    Ended ended = call(scripts.resolve("run"), Map.of("JAVA_HOME", "/no/such"), "daily-revenue");
    assertThat(ended.code(), is(1));
    assertThat(
        ended.printed(),
        is(
            "JAVA_HOME is /no/such, where no bin/java is: set it to the folder of a JDK 17, or"
                + " unset it\n"));
  }

  @Test
  void theStateOfAStreamTakesNothingAway() throws Exception {
    Path output = Files.createDirectories(home.resolve("d/ops-dashboard"));
    Path mine = Files.writeString(output.resolve("tideline.db"), "mine");

    Ended inState =
        call(
            scripts.resolve("run"),
            Map.of(),
            stream("--output", output.toString(), "--state", home.resolve("d").toString()));
    assertThat(inState.code(), is(2));
    assertThat(inState.printed(), containsString("lies in " + output));
    Ended foreign =
        call(
            scripts.resolve("run"),
            Map.of(),
            stream("--output", home + "/o", "--state", home.resolve("d").toString()));
    assertThat(foreign.code(), is(2));
    assertThat(foreign.printed(), containsString(output + " holds tideline.db"));
    assertThat(Files.readString(mine), is("mine"));
  }

  private static String[] stream(String... more) {
    return Stream.concat(
            Stream.of("ops-dashboard", "--mode=stream", "--bootstrap-servers=127.0.0.1:1"),
            Stream.of(more))
        .toArray(String[]::new);
  }

  private Ended call(Path script, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> words = Stream.concat(Stream.of(script.toString()), Stream.of(arguments)).toList();
    ProcessBuilder command =
        new ProcessBuilder(words).directory(home.toFile()).redirectErrorStream(true);
    command.environment().putAll(environment);
    Process process = command.start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), printed);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
