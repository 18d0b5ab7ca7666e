package dev.tideline.io.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A bucket answers to {@link Files} as a folder does. */
class StorageTest {

  @RegisterExtension static final S3Buckets S3 = new S3Buckets();

  @Test
  void aPlaceIsAPathOrBeginsWithAScheme() {
    assertThat(Storage.path("data/day"), is(Path.of("data/day")));
    assertThat(Storage.path("file:///data/day"), is(Path.of("/data/day")));
    assertThat(Storage.isRemote(Storage.path("/data/day")), is(false));
    assertThat(Storage.isRemote(Storage.path("s3://shop/day")), is(true));
    assertThat(Storage.path("s3://shop").toString(), is("s3://shop/"));
    assertThat(Storage.path("S3://shop/a/../b/").toString(), is("s3://shop/b"));
  }

  @Test
  void aBucketIsTheSameByBothOfItsSchemes() {
    Path s3 = Storage.path("s3://shop/orders");
    Path s3a = Storage.path("s3a://shop/orders/day");

    assertThat(s3a.startsWith(s3), is(true));
    assertThat(s3a.getParent(), is(s3));
    assertThat(s3a.getParent().hashCode(), is(s3.hashCode()));
    assertThat(s3.relativize(s3a).toString(), is("day"));
    assertThat(s3a.toString(), is("s3a://shop/orders/day"));
  }

  @Test
  void anyOtherSchemeIsRefusedWithWhatIsRight() {
    InvalidPathException ftp =
        assertThrows(InvalidPathException.class, () -> Storage.path("ftp://shop/day"));
    assertThat(ftp.getReason(), containsString("s3://"));
    InvalidPathException noBucket =
        assertThrows(InvalidPathException.class, () -> Storage.path("s3:///day"));
    assertThat(noBucket.getReason(), containsString("the bucket is missing"));
  }

  @Test
  void namesGoTogetherAsOnADisk() {
    Path day = Storage.path("s3://shop/orders/date=2026-03-17");

    assertThat(day.getFileName().toString(), is("date=2026-03-17"));
    assertThat(day.getParent(), is(Storage.path("s3://shop/orders")));
    assertThat(
        day.resolve("a b.jsonl").toString(), is("s3://shop/orders/date=2026-03-17/a b.jsonl"));
    assertThat(Storage.path("s3://shop").relativize(day).toString(), is("orders/date=2026-03-17"));
    assertThat(day.startsWith(Storage.path("s3://shop/orders")), is(true));
    assertThat(day.startsWith(Storage.path("s3://other/orders")), is(false));
    assertThat(day.startsWith(Path.of("/orders")), is(false));
    assertThat(Storage.path(day.toString()), is(day));
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Path file = S3.bucket().resolve("day/ä b+c%20.jsonl");

    Files.writeString(file, "one\ntwo\n");

    assertThat(Files.readString(file), is("one\ntwo\n"));
    assertThat(Files.size(file), is(8L));
    Files.writeString(file, "three\n");
    assertThat(Files.readAllLines(file), contains("three"));
    assertThat(Files.readAllLines(Storage.path(file.toString())), contains("three"));
  }

  @Test
  void itCanBeReadFromTheMiddle() throws IOException {
    Path file = S3.bucket().resolve("lines");
    Files.writeString(file, "0123456789".repeat(100_000));

    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(777_773);
      assertThat(new String(in.readNBytes(4), UTF_8), is("3456"));
    }
  }

  @Test
  void aFolderIsWhatBeginsTheNamesOfObjects() throws IOException {
    Path bucket = S3.bucket();
    Files.writeString(bucket.resolve("orders/a.jsonl"), "1\n");
    Files.writeString(bucket.resolve("orders/b/c.jsonl"), "2\n");
    Files.writeString(bucket.resolve("orders.txt"), "3\n");

    assertThat(Files.isDirectory(bucket.resolve("orders")), is(true));
    assertThat(Files.isRegularFile(bucket.resolve("orders")), is(false));
    assertThat(Files.exists(bucket.resolve("order")), is(false));
    assertThat(listed(bucket), contains("orders", "orders.txt"));
    assertThat(listed(bucket.resolve("orders")), contains("a.jsonl", "b"));
    assertThrows(NoSuchFileException.class, () -> listed(bucket.resolve("none")));
  }

  @Test
  void whatWasListedIsKnownWithoutAnotherRequest() throws Exception {
    Path bucket = S3.bucket();
    Files.writeString(bucket.resolve("a.jsonl"), "12345");
    Path listed;
    try (Stream<Path> all = Files.list(bucket)) {
      listed = all.findFirst().orElseThrow();
    }

    Files.delete(bucket.resolve("a.jsonl"));

    assertThat(Files.size(listed), is(5L));
    NoSuchFileException gone =
        assertThrows(NoSuchFileException.class, () -> Files.size(bucket.resolve("a.jsonl")));
    assertThat(gone.getFile(), is(bucket.resolve("a.jsonl").toString()));
  }

  @Test
  void aFolderIsMadeAndRemovedWithAllThatIsInIt() throws IOException {
    Path folder = S3.bucket().resolve("a/b");
    Files.createDirectories(folder);
    assertThat(Files.isDirectory(folder), is(true));
    assertThat(listed(folder), is(empty()));
    Files.writeString(folder.resolve("c/d"), "e");

    assertThrows(DirectoryNotEmptyException.class, () -> Files.delete(folder));
    Storage.deleteAll(folder);

    assertThat(Files.exists(folder), is(false));
    Storage.deleteAll(folder); // of nothing, nothing is left either
  }

  @Test
  void whatIsThereIsReplacedOnlyWhereThatIsAsked() throws IOException {
    Path bucket = S3.bucket();
    Path one = Files.writeString(bucket.resolve("one"), "1");
    Path two = Files.writeString(bucket.resolve("x/two"), "2");

    assertThrows(
        FileAlreadyExistsException.class,
        () -> Files.writeString(one, "3", StandardOpenOption.CREATE_NEW));
    assertThrows(FileAlreadyExistsException.class, () -> Files.move(one, two));
    Files.move(one, two, StandardCopyOption.REPLACE_EXISTING);

    assertThat(Files.exists(one), is(false));
    assertThat(Files.readString(two), is("1"));
    Files.copy(two, one);
    assertThat(Files.readString(one), is("1"));
  }

  @Test
  void whatIsMovedFromNowhereReplacesNothing() throws IOException {
    Path bucket = S3.bucket();
    Path there = Files.writeString(bucket.resolve("there"), "1");

    assertThrows(
        NoSuchFileException.class,
        () -> Files.move(bucket.resolve("gone"), there, StandardCopyOption.REPLACE_EXISTING));

    assertThat(Files.readString(there), is("1"));
  }

  @Test
  void aBucketThatIsNotThereIsNamed() {
    IOException missing =
        assertThrows(
            IOException.class, () -> listed(Storage.path("s3://nobody-has-made-this/day")));

    assertThat(missing.getMessage(), containsString("nobody-has-made-this"));
    assertThat(missing.getMessage(), containsString("bucket does not exist"));
  }

  @Test
  void whoeverIsNotAllowedIsTold() throws IOException {
    Path bucket = S3.bucket("of-somebody-else");

    AccessDeniedException denied =
        assertThrows(AccessDeniedException.class, () -> Files.readString(bucket.resolve("day")));

    assertThat(denied.getFile(), containsString("s3://of-somebody-else/day"));
  }

  private static List<String> listed(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
