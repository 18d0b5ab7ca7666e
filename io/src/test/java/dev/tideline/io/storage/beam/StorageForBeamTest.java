package dev.tideline.io.storage.beam;

import static org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions.IGNORE_MISSING_FILES;
import static org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions.SKIP_IF_DESTINATION_EXISTS;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.io.storage.S3Buckets;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Beam's FileIO asks of a file system, asked by Beam. */
class StorageForBeamTest {

  @RegisterExtension static final S3Buckets S3 = new S3Buckets();

  private Path bucket;

  @BeforeEach
  void aBucket() throws IOException {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    bucket = S3.bucket();
  }

  @Test
  void filesAreFoundByPattern() throws IOException {
    Files.writeString(bucket.resolve("a/part-1.jsonl"), "1");
    Files.writeString(bucket.resolve("a/part-2.jsonl"), "22");
    Files.writeString(bucket.resolve("a/b/part-3.jsonl"), "333");
    Files.writeString(bucket.resolve("a/other.txt"), "4");

    assertThat(
        matched(bucket + "a/part-*"), containsInAnyOrder("part-1.jsonl 1", "part-2.jsonl 2"));
    assertThat(
        matched(bucket + "a/**.jsonl"),
        containsInAnyOrder("part-1.jsonl 1", "part-2.jsonl 2", "part-3.jsonl 3"));
    assertThat(matched(bucket + "none/*"), is(empty()));
  }

  /** As when a worker is lost after it has moved some of the files that were written. */
  @Test
  void movingAgainWhatWasMovedLosesNothing() throws IOException {
    Path from = Files.writeString(bucket.resolve(".temp/one"), "1");
    Path alsoFrom = Files.writeString(bucket.resolve(".temp/two"), "2");
    Path to = bucket.resolve("rows/one");
    Path alsoTo = bucket.resolve("rows/two");
    move(List.of(from), List.of(to));

    move(List.of(from, alsoFrom), List.of(to, alsoTo));
    move(List.of(from, alsoFrom), List.of(to, alsoTo));

    assertThat(Files.readString(to), is("1"));
    assertThat(Files.readString(alsoTo), is("2"));
  }

  @Test
  void whatIsNotThereIsCalledSo() {
    ResourceId gone = resource(bucket.resolve("gone"));

    assertThrows(FileNotFoundException.class, () -> FileSystems.open(gone));
    assertThrows(
        FileNotFoundException.class, () -> FileSystems.matchSingleFileSpec(gone.toString()));
  }

  private static void move(List<Path> from, List<Path> to) throws IOException {
    FileSystems.rename(
        from.stream().map(StorageForBeamTest::resource).toList(),
        to.stream().map(StorageForBeamTest::resource).toList(),
        IGNORE_MISSING_FILES,
        SKIP_IF_DESTINATION_EXISTS);
  }

  private static ResourceId resource(Path path) {
    return FileSystems.matchNewResource(path.toString(), false);
  }

  private static List<String> matched(String spec) throws IOException {
    MatchResult found = FileSystems.match(spec, EmptyMatchTreatment.ALLOW);
    return found.metadata().stream()
        .map(file -> file.resourceId().getFilename() + " " + file.sizeBytes())
        .toList();
  }
}
