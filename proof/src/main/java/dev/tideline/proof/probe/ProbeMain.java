package dev.tideline.proof.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.cli.Programs;
import dev.tideline.pipelines.preflight.Capabilities;
import dev.tideline.pipelines.preflight.Capability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Finds out what the runner on the class path can do, and compares it with what is written. */
@Command(
    name = "probe",
    sortOptions = false,
    description = "Finds out what the runner on the class path can do.%n")
public final class ProbeMain implements Programs.Program {

  @Option(names = "--table", required = true, description = "The file of what it could do.")
  private Path table;

  @Option(names = "--write", description = "Write the file anew instead of comparing with it.")
  private boolean write;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "CAPABILITY",
      description = "Try these only: ${COMPLETION-CANDIDATES}.")
  private Set<Capability> only = EnumSet.noneOf(Capability.class);

  @Option(names = "--bounded-options", required = true, description = "Beam's, one a line.")
  private Path bounded;

  @Option(names = "--stream-options", required = true, description = "Beam's, one a line.")
  private Path stream;

  @Option(names = "--versions", required = true, description = "What is tried, for the file.")
  private String versions;

  private ProbeMain() {}

  /** Tries, compares or writes, and ends the process: 3 if anything differs from the file. */
  public static void main(String[] arguments) {
    System.exit(Programs.run(new ProbeMain(), arguments));
  }

  @Override
  public List<String> mistakes() {
    return write && !only.isEmpty()
        ? List.of("--write wants all capabilities, not some")
        : List.of();
  }

  @Override
  public ExitCode run() throws IOException, InterruptedException {
    Set<Capability> tried = only.isEmpty() ? EnumSet.allOf(Capability.class) : only;
    Capabilities now =
        Probes.run(
            options(bounded), options(stream), tried, line -> System.err.println("  " + line));
    return write ? written(now) : compared(now, tried);
  }

  private ExitCode written(Capabilities now) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(
        "# What this runner was seen to do by ./scripts/probe --write on %s: %s."
            .formatted(LocalDate.now(ZoneOffset.UTC), versions));
    lines.add("# capability | bounded | stream");
    lines.addAll(now.lines());
    Files.write(table, lines, UTF_8);
    System.out.println("written: " + table);
    return ExitCode.OK;
  }

  private ExitCode compared(Capabilities now, Set<Capability> tried) throws IOException {
    List<String> differences =
        differences(Capabilities.parse(Files.readAllLines(table)), now, tried);
    differences.forEach(System.out::println);
    System.out.printf(
        "%s: %s%n",
        table, differences.isEmpty() ? "as written" : "the runner does other things now");
    return differences.isEmpty() ? ExitCode.OK : ExitCode.DIFFERENT;
  }

  private static String[] options(Path file) throws IOException {
    return Files.readAllLines(file).toArray(String[]::new);
  }

  private static List<String> differences(
      Capabilities before, Capabilities now, Set<Capability> tried) {
    List<String> differences = new ArrayList<>();
    for (Capability each : tried) {
      for (boolean streams : new boolean[] {false, true}) {
        if (!verdict(before.seen(each, streams)).equals(verdict(now.seen(each, streams)))) {
          differences.add(
              "%s, %s: was '%s', is '%s'"
                  .formatted(
                      each.label(),
                      streams ? "stream" : "bounded",
                      before.seen(each, streams),
                      now.seen(each, streams)));
        }
      }
    }
    return differences;
  }

  /** Our own words, and of the runner's, which may differ from run to run, the kind of failure. */
  private static String verdict(String seen) {
    return seen.startsWith("no: ") ? "no: " + seen.split(": ", 3)[1] : seen;
  }
}
