package dev.tideline.benchmarks.bench.measure;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredProcessTest {

  @TempDir private Path home;

  @Test
  void tellsTheStatusTheTimeOfChildrenTooAndEachLap() throws Exception {
    Usage usage =
        MeasuredProcess.run(
            List.of(
                "bash",
                "-c",
                // A child of the child that works.
                "bash -c 'i=0; while ((i++ < 300000)); do :; done';"
                    + " echo TOOK wall 1.500 cpu $MORE; exit 3"),
            Map.of("MORE", "2.250"),
            home.resolve("run"));
    assertThat(usage.status(), is(3));
    assertThat(usage.cpu(), greaterThan(0.05));
    assertThat(usage.memory(), greaterThan(1.0));
    assertThat(usage.laps(), contains(new Usage.Lap(1.5, 2.25)));
  }
}
