package dev.tideline.golden;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.tideline.pipelines.DailyRevenueMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a runner listens on while a pipeline runs inside the process: nobody else can ask it. */
class LoopbackTest {

  /** In {@code /proc/net/tcp}: the state of a socket that listens. */
  private static final String LISTENS = "0A";

  /** 127.0.0.1, ::ffff:127.0.0.1 and ::1, as they stand there. */
  private static final List<String> LOOPBACK =
      List.of("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000");

  @TempDir private Path home;

  @Test
  void onlyThisMachineCanReachARun() throws Exception {
    CompletableFuture<CompletedRun> run =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return CompletedRun.of(
                    new DailyRevenueMain(),
                    Path.of("..", "testdata", "freshmart"),
                    home.resolve("answer"));
              } catch (IOException unexpected) {
                throw new AssertionError(unexpected);
              }
            });
    Set<String> open = new TreeSet<>();
    while (!run.isDone()) {
      open.addAll(openToOthers());
    }

    assertThat(run.get().ledger().get("read"), is(37L));
    assertThat(open, is(empty()));
  }

  /** The addresses, in hex, on which this process listens for others. */
  private static Set<String> openToOthers() throws IOException {
    Set<String> ours = sockets();
    Set<String> open = new TreeSet<>();
    for (String table : List.of("tcp", "tcp6")) {
      for (String line : Files.readAllLines(Path.of("/proc/self/net", table))) {
        List<String> words = List.of(line.strip().split("\\s+", -1));
        String address = words.get(1).split(":", -1)[0];
        if (words.get(3).equals(LISTENS)
            && ours.contains("socket:[" + words.get(9) + "]")
            && !LOOPBACK.contains(address)) {
          open.add(words.get(1));
        }
      }
    }
    return open;
  }

  private static Set<String> sockets() throws IOException {
    Set<String> sockets = new TreeSet<>();
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      for (Path file : files.toList()) {
        target(file).ifPresent(sockets::add);
      }
    }
    return sockets;
  }

  /** Empty if the file was closed meanwhile. */
  private static Optional<String> target(Path file) {
    try {
      return Optional.of(Files.readSymbolicLink(file).toString());
    } catch (IOException closed) {
      return Optional.empty();
    }
  }
}
