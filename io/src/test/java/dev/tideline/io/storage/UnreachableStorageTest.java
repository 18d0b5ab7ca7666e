package dev.tideline.io.storage;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivilegedExceptionAction;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is not there, or not for everybody, is named. */
class UnreachableStorageTest {

  @RegisterExtension static final S3Buckets S3 = new S3Buckets();
  @RegisterExtension static final Hdfs HDFS = new Hdfs();

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

  @Test
  void aUserOfHdfsWhoIsNotAllowedIsToldInALine() throws IOException {
    RemotePath folder = (RemotePath) HDFS.folder();
    folder.hadoop().setPermission(folder.inHadoop(), new FsPermission("500"));
    PrivilegedExceptionAction<String> write =
        () -> Files.writeString(folder.resolve("day"), "1").toString();

    AccessDeniedException denied =
        assertThrows(
            AccessDeniedException.class,
            () -> UserGroupInformation.createRemoteUser("clerk").doAs(write));

    assertThat(denied.getFile(), is(folder.resolve("day").toString()));
    assertThat(denied.getReason(), startsWith("Permission denied: user=clerk"));
    assertThat("no stack trace of the name node's", denied.getReason().lines().count(), is(1L));
  }

  @Test
  void aNameNodeThatIsNotThereIsNamed() {
    IOException unknown =
        assertThrows(IOException.class, () -> listed(Storage.path("hdfs://nobody.invalid/day")));

    assertThat(
        unknown.getMessage(), is("hdfs://nobody.invalid/day: no host is called nobody.invalid"));
  }

  private static List<String> listed(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
