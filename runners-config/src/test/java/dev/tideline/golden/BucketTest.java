package dev.tideline.golden;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.tideline.datasets.output.Format;
import dev.tideline.io.answer.WrittenFiles;
import dev.tideline.io.storage.Hdfs;
import dev.tideline.io.storage.RemoteFolders;
import dev.tideline.io.storage.S3Buckets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From a bucket to a bucket, and in HDFS, a pipeline gives the answer that it gives from disk to
 * disk.
 */
class BucketTest {

  private static final Path FRESHMART = Path.of("..", "testdata", "freshmart");

  @RegisterExtension static final S3Buckets S3 = new S3Buckets();
  @RegisterExtension static final Hdfs HDFS = new Hdfs();

  @TempDir private Path home;

  @ParameterizedTest
  @MethodSource("dev.tideline.golden.GoldenQuestion#all")
  void linesGiveTheSameRows(GoldenQuestion question) throws IOException {
    Path bucket = S3.bucket();
    Path uploaded = upload(FRESHMART, bucket.resolve("freshmart"));
    Path answer = bucket.resolve("answers").resolve(question.spec().name());

    CompletedRun fromDisk = question.askedOf(FRESHMART, home.resolve("answer"));
    CompletedRun fromBucket = question.askedOf(uploaded, answer, "--parquet");

    assertThat(fromBucket.rows(), is(not(empty())));
    assertThat(fromBucket.rows(), is(fromDisk.rows()));
    assertThat(fromBucket.ledger(), is(fromDisk.ledger()));
    assertThat(
        new WrittenFiles(WrittenFiles.standingAt(answer)).rowsInParquet(),
        is(OptionalLong.of(fromDisk.rows().size())));
  }

  static List<RemoteFolders> storages() {
    return List.of(S3, HDFS);
  }

  @ParameterizedTest
  @MethodSource("storages")
  void anArchiveGivesTheSameRows(RemoteFolders storage) throws Exception {
    Path bucket = storage.folder();
    Path archive = Weekend.write(Format.PARQUET, home.resolve("archive"));
    Path uploaded = upload(archive, bucket.resolve("archive"));
    GoldenQuestion question =
        GoldenQuestion.all().stream()
            .filter(each -> each.spec().name().equals("daily-revenue"))
            .findFirst()
            .orElseThrow();

    CompletedRun fromDisk = question.askedOf(archive, home.resolve("answer"));
    CompletedRun fromBucket = question.askedOf(uploaded, bucket.resolve("answer"), "--parquet");

    assertThat(fromBucket.rows().size(), greaterThan(10));
    assertThat(fromBucket.rows(), is(fromDisk.rows()));
    assertThat(fromBucket.ledger(), is(fromDisk.ledger()));
  }

  private static Path upload(Path folder, Path place) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, place.resolve(folder.relativize(file).toString()));
      }
    }
    return place;
  }
}
