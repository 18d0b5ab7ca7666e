package dev.tideline.io.storage;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VersionsTest {

  private static final int WRITERS = 8;

  @RegisterExtension static final S3Buckets S3 = new S3Buckets();
  @RegisterExtension static final Hdfs HDFS = new Hdfs();

  static List<Path> places() throws IOException {
    return List.of(S3.bucket(), HDFS.folder());
  }

  @ParameterizedTest
  @MethodSource("places")
  void theLastOneStands(Path place) throws IOException {
    Versions versions = Versions.in(place.resolve("answer/versions"));
    assertThat(versions.last(), is(Optional.empty()));

    for (int number = 1; number <= 11; number++) { // the 10th follows the 9th
      assertThat(versions.put(new Versions.Version(number, "run " + number)), is(true));
    }

    assertThat(versions.last(), is(Optional.of(new Versions.Version(11, "run 11"))));
  }

  @ParameterizedTest
  @MethodSource("places")
  void whoeverComesTooLateIsTold(Path place) throws IOException {
    Versions versions = Versions.in(place);
    versions.put(new Versions.Version(1, "first"));

    assertThat(versions.put(new Versions.Version(1, "other")), is(false));

    assertThat(versions.last(), is(Optional.of(new Versions.Version(1, "first"))));
  }

  @ParameterizedTest
  @MethodSource("places")
  void ofManyWhoPutANumberAtOnceOneHas(Path place) throws Exception {
    Versions versions = Versions.in(place);
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try {
      for (int number = 1; number <= 5; number++) {
        List<Future<Boolean>> put = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
          Versions.Version version = new Versions.Version(number, "by " + writer);
          put.add(writers.submit(() -> versions.put(version)));
        }
        List<Integer> who = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
          if (put.get(writer).get()) {
            who.add(writer);
          }
        }
        assertThat("number " + number, who.size(), is(1));
        assertThat(
            versions.last(), is(Optional.of(new Versions.Version(number, "by " + who.get(0)))));
      }
    } finally {
      writers.shutdownNow();
    }
  }

  @Test
  void whatWasPutIsOursThoughItsAnswerWasLost() throws IOException {
    try (LossyProxy proxy = LossyProxy.to(S3.server().endpoint())) {
      System.setProperty("tideline.test.s3.lossy", proxy.endpoint());
      Versions versions = Versions.in(S3.bucket("lossy").resolve("versions"));
      proxy.loseTheAnswerTo("PUT /lossy/versions/0000000001");

      boolean put = versions.put(new Versions.Version(1, "ours"));

      assertThat(proxy.hasLostIt(), is(true));
      assertThat(put, is(true));
      assertThat(versions.last(), is(Optional.of(new Versions.Version(1, "ours"))));
      assertThat(versions.put(new Versions.Version(1, "another's")), is(false));
    }
  }

  @Test
  void whatIsNoNumberIsNamed() throws IOException {
    Path folder = S3.bucket();
    Files.writeString(folder.resolve("notes.txt"), "mine");

    IOException foreign = assertThrows(IOException.class, () -> Versions.in(folder).last());

    assertThat(foreign.getMessage(), containsString("notes.txt is no version"));
  }
}
