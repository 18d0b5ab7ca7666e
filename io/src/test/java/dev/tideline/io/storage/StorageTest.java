package dev.tideline.io.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A bucket, or HDFS, answers to {@link Files} as a folder does. */
@ParameterizedClass
@MethodSource("storages")
class StorageTest {

  @RegisterExtension static final S3Buckets S3 = new S3Buckets();
  @RegisterExtension static final Hdfs HDFS = new Hdfs();

  @Parameter private RemoteFolders storage;

  static List<RemoteFolders> storages() {
    return List.of(S3, HDFS);
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Path file = storage.folder().resolve("day/ä b+c%20.jsonl");

    Files.writeString(file, "one\ntwo\n");

    assertThat(Files.readString(file), is("one\ntwo\n"));
    assertThat(Files.size(file), is(8L));
    Files.writeString(file, "three\n");
    assertThat(Files.readAllLines(file), contains("three"));
    assertThat(Files.readAllLines(Storage.path(file.toString())), contains("three"));
  }

  @Test
  void itCanBeReadFromTheMiddle() throws IOException {
    Path file = storage.folder().resolve("lines");
    Files.writeString(file, "0123456789".repeat(100_000));

    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(777_773);
      assertThat(new String(in.readNBytes(4), UTF_8), is("3456"));
    }
  }

  @Test
  void aFolderIsWhatBeginsTheNamesOfObjects() throws IOException {
    Path folder = storage.folder();
    Files.writeString(folder.resolve("orders/a.jsonl"), "1\n");
    Files.writeString(folder.resolve("orders/b/c.jsonl"), "2\n");
    Files.writeString(folder.resolve("orders.txt"), "3\n");

    assertThat(Files.isDirectory(folder.resolve("orders")), is(true));
    assertThat(Files.isRegularFile(folder.resolve("orders")), is(false));
    assertThat(Files.exists(folder.resolve("order")), is(false));
    assertThat(listed(folder), contains("orders", "orders.txt"));
    assertThat(listed(folder.resolve("orders")), contains("a.jsonl", "b"));
    assertThrows(NoSuchFileException.class, () -> listed(folder.resolve("none")));
  }

  @Test
  void whatWasListedIsKnownWithoutAnotherRequest() throws Exception {
    Path folder = storage.folder();
    Files.writeString(folder.resolve("a.jsonl"), "12345");
    Path listed;
    try (Stream<Path> all = Files.list(folder)) {
      listed = all.findFirst().orElseThrow();
    }

    Files.delete(folder.resolve("a.jsonl"));

    assertThat(Files.size(listed), is(5L));
    NoSuchFileException gone =
        assertThrows(NoSuchFileException.class, () -> Files.size(folder.resolve("a.jsonl")));
    assertThat(gone.getFile(), is(folder.resolve("a.jsonl").toString()));
  }

  @Test
  void aFolderIsMadeAndRemovedWithAllThatIsInIt() throws IOException {
    Path folder = storage.folder().resolve("a/b");
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
    Path folder = storage.folder();
    Path one = Files.writeString(folder.resolve("one"), "1");
    Path two = Files.writeString(folder.resolve("x/two"), "2");

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
  void whatWasThereIsThereUntilWhatReplacesItIsClosed() throws IOException {
    Path folder = storage.folder();
    Path place = Files.writeString(folder.resolve("place"), "old");

    try (OutputStream out = Files.newOutputStream(place)) {
      out.write("new".getBytes(UTF_8));
      out.flush();
      assertThat(Files.readString(place), is("old"));
      assertThat(listed(folder), contains("place"));
    }

    assertThat(Files.readString(place), is("new"));
    assertThat(listed(folder), contains("place"));
  }

  @Test
  void whatIsMovedFromNowhereReplacesNothing() throws IOException {
    Path folder = storage.folder();
    Path there = Files.writeString(folder.resolve("there"), "1");

    assertThrows(
        NoSuchFileException.class,
        () -> Files.move(folder.resolve("gone"), there, StandardCopyOption.REPLACE_EXISTING));

    assertThat(Files.readString(there), is("1"));
  }

  private static List<String> listed(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
