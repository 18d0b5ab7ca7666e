package dev.tideline.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
      copy(
          ROOT.resolve("runners-config").resolve(runner),
          home.resolve("clone/runners-config").resolve(runner));
    }
    for (String shortRun : List.of("short-run.args", "short-run.bytes")) {
      copy(
          ROOT.resolve("runners-config").resolve(shortRun),
          home.resolve("clone/runners-config").resolve(shortRun));
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
  void whatIsMistypedIsSaidBeforeAnythingIsBuilt() throws Exception {
    copy(ROOT.resolve("clusters/flink/pom.xml"), home.resolve("clone/clusters/flink/pom.xml"));
    Ended ended = call(scripts.resolve("cluster"), Map.of(), "flink", "resme", "fraud-velocity");
    assertThat(ended.printed(), startsWith("'resme' is nothing that clusters can be asked for"));
    assertThat(ended.code(), is(2));
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

  @Test
  void whatAStreamDidNotMakeStays() throws Exception {
    Map<String, String> java = aJavaThatSaysHowItIsCalled();
    for (String name : List.of("run-2026-03", "checkpoints", "conf")) {
      Path mine = Files.createDirectories(home.resolve(name).resolve("ops-dashboard/" + name));
      for (String runner : List.of("spark", "flink")) {
        Ended ended =
            call(
                scripts.resolve("run"),
                java,
                stream("--runner=" + runner, "--state", home.resolve(name).toString()));
        assertThat(ended.printed(), containsString(" holds " + name + ", which is no state of"));
        assertThat(ended.code(), is(2));
        assertThat(Files.exists(mine), is(true));
      }
    }
  }

  @Test
  void theStateOfAStreamStaysUntilItHasComeToItsEnd() throws Exception {
    Path state = home.resolve("state/ops-dashboard");
    for (String runner : List.of("flink", "spark")) {
      String[] goesOn = stream("--runner", runner, "--state", home.resolve("state").toString());
      String[] ends =
          Stream.concat(Stream.of(goesOn), Stream.of("--until=now")).toArray(String[]::new);

      assertThat("killed", javaEndsWith(137, goesOn).code(), is(137));
      assertThat(Files.exists(state), is(true));
      Ended stopped = javaEndsWith(0, goesOn);
      assertThat(stopped.printed(), stopped.code(), is(0));
      assertThat(stopped.printed(), containsString(state.toString()));
      assertThat("it was stopped", Files.exists(state), is(true));
      assertThat("unbalanced at its end", javaEndsWith(3, ends).code(), is(3));
      assertThat(Files.exists(state), is(true));
      assertThat("ended", javaEndsWith(0, ends).code(), is(0));
      assertThat(Files.exists(state), is(false));
    }
  }

  @Test
  void aStreamOnFlinkGoesOnFromTheNewestCheckpointOfOneThatWasToGoOn() throws Exception {
    Path state = home.resolve("state/ops-dashboard");
    String[] goesOn = stream("--runner=flink", "--state=" + home.resolve("state"));
    String[] ends =
        Stream.concat(Stream.of(goesOn), Stream.of("--until=now")).toArray(String[]::new);
    assertThat(
        "there is none yet", javaEndsWith(137, goesOn).printed(), not(containsString("restored")));
    checkpoint(state.resolve("checkpoints/older/chk-9"), 1);
    checkpoint(state.resolve("checkpoints/newer/chk-1"), 2);
    checkpoint(state.resolve("checkpoints/newer/chk-2"), 3);
    Files.createDirectories(state.resolve("checkpoints/newer/chk-3")); // it was not finished
    String newest =
        "execution.savepoint.path: 'file://" + state.resolve("checkpoints/newer/chk-2") + "'\n";

    Ended killedAtItsEnd = javaEndsWith(137, ends);
    assertThat(killedAtItsEnd.printed(), containsString(newest));
    assertThat(killedAtItsEnd.printed(), containsString("--restored=true\n"));
    assertThat(
        killedAtItsEnd.printed(),
        containsString("state.checkpoints.dir: 'file://" + state.resolve("ending") + "'\n"));
    assertThat(Files.exists(state.resolve("checkpoints/older")), is(false));
    checkpoint(state.resolve("ending/last/chk-4"), 4);

    Ended again = javaEndsWith(137, goesOn);
    assertThat(again.printed(), containsString(newest));
    assertThat(
        again.printed(),
        containsString("state.checkpoints.dir: 'file://" + state.resolve("checkpoints") + "'\n"));
    assertThat(Files.exists(state.resolve("ending")), is(false));
  }

  private static void checkpoint(Path folder, long second) throws IOException {
    Path metadata = Files.createDirectories(folder).resolve("_metadata");
    Files.setLastModifiedTime(Files.writeString(metadata, ""), FileTime.from(second, SECONDS));
  }

  private Ended javaEndsWith(int status, String... words) throws Exception {
    Map<String, String> environment = new TreeMap<>(aJavaThatSaysHowItIsCalled());
    environment.put("EXIT", Integer.toString(status));
    return call(scripts.resolve("run"), environment, words);
  }

  @Test
  void aStateIsOnlyForAStreamOfATopic() throws Exception {
    for (List<String> words :
        List.of(List.of("--mode=stream", "--input=shop"), List.of("--mode=batch", "--every=5m"))) {
      Ended ended =
          call(
              scripts.resolve("run"),
              aJavaThatSaysHowItIsCalled(),
              Stream.concat(Stream.of("ops-dashboard", "--state=" + home), words.stream())
                  .toArray(String[]::new));
      assertThat(ended.printed(), startsWith("--state is for a stream of a topic"));
      assertThat(ended.code(), is(2));
    }
  }

  @Test
  void nothingStaysBehindWhereThereIsNoJava() throws Exception {
    Path temporary = Files.createDirectories(home.resolve("tmp"));

    Ended ended =
        call(
            scripts.resolve("run"),
            Map.of("JAVA_HOME", "/no/such", "TMPDIR", temporary.toString()),
            "ops-dashboard",
            "--mode=stream",
            "--input=shop");

    assertThat(ended.code(), is(1));
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left.toList(), is(List.of()));
    }
  }

  @Test
  void flinkInsideTheProcessIsNotConfiguredForACluster() throws Exception {
    Map<String, String> with = new TreeMap<>(aJavaThatSaysHowItIsCalled());
    with.put("FLINK_CONF_DIR", "/etc/flink");
    String ours = home.resolve("clone/runners-config/flink/embedded").toRealPath().toString();

    for (String mode : List.of("batch", "stream")) {
      Ended ended =
          call(
              scripts.resolve("run"),
              with,
              "ops-dashboard",
              "--runner=flink",
              "--mode=" + mode,
              "--input=shop");
      assertThat(ended.printed(), ended.code(), is(0));
      assertThat(ended.printed(), containsString("FLINK_CONF_DIR=" + ours + "\n"));
      assertThat(
          "a stream has its own configuration, to the same effect",
          ended.printed().contains("rest.bind-address: localhost\n"),
          is(mode.equals("stream")));
    }
  }

  /** The environment in which all is built, and Java is this. */
  private Map<String, String> aJavaThatSaysHowItIsCalled() throws IOException {
    Path java = home.resolve("jdk/bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(
        java,
        """
        #!/usr/bin/env bash
        echo "FLINK_CONF_DIR=$FLINK_CONF_DIR"
        printf '%s\\n' "$@"
        for word in "$@"; do
          [[ $word != --flinkConfDir=* ]] || cat "${word#*=}/config.yaml"
        done
        exit "${EXIT:-0}"
        """);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (String runner : List.of("direct", "flink", "spark")) {
      Path built = home.resolve("clone/runners-config/target").resolve(runner).resolve("built");
      Files.createDirectories(built.getParent());
      Files.writeString(built, "");
    }
    return Map.of("JAVA_HOME", home.resolve("jdk").toString());
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
