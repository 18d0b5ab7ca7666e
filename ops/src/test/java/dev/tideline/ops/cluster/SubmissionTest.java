package dev.tideline.ops.cluster;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmissionTest {

  @TempDir private Path folder;

  @Test
  void anOptionIsOneWordHoweverItWasTyped() {
    assertThat(
        Submission.asOptions(List.of("--mode", "stream", "--show=0", "--parquet", "--every", "5m")),
        contains("--mode=stream", "--show=0", "--parquet", "--every=5m"));
  }

  @Test
  void whoeverRunsItFindsItsFilesFromAnywhere() {
    String here = Path.of("").toAbsolutePath().toString();
    assertThat(
        Submission.asOptions(
            List.of(
                "--input",
                "days/*.jsonl",
                "--output=/books",
                "--stores",
                "s3://lake/stores.jsonl")),
        contains(
            "--input=" + here + "/days/*.jsonl",
            "--output=/books",
            "--stores=s3://lake/stores.jsonl"));
  }

  @Test
  void itIsKeptUntilItIsWantedAgainWithOtherOptions() throws Exception {
    new Submission("p", List.of("--until=stopped", "--show=0"), "savepoint-1", "job-1")
        .write(folder);

    Optional<Submission> again =
        Submission.read(folder, "p").map(last -> last.with(List.of("--until=now")));

    assertThat(
        again,
        is(
            Optional.of(
                new Submission("p", List.of("--show=0", "--until=now"), "savepoint-1", "job-1"))));
    assertThat(Submission.read(folder, "q"), is(Optional.empty()));
  }
}
