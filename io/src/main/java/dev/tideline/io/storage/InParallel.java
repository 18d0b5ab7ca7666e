package dev.tideline.io.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Asks about many places at once where asking about one takes a request, which is mostly waiting.
 */
public final class InParallel {

  /** How many requests are under way at once; S3A has more connections than that. */
  private static final int REQUESTS = 32;

  private InParallel() {}

  /**
   * The answers, in the order of what they are about; on a disk, one after the other is as fast.
   *
   * @param place where it is
   */
  public static <E, R> List<R> ask(List<E> all, Function<E, Path> place, Function<E, R> question) {
    if (all.stream().noneMatch(each -> Storage.isRemote(place.apply(each)))) {
      return all.stream().map(question).toList();
    }
    ExecutorService threads = Executors.newFixedThreadPool(REQUESTS);
    try {
      List<Future<R>> answers =
          all.stream().map(each -> threads.submit(() -> question.apply(each))).toList();
      return answers.stream().map(InParallel::answer).toList();
    } finally {
      threads.shutdownNow();
    }
  }

  /** What is read of a place. */
  @FunctionalInterface
  public interface Read<E, R> {
    /** Reads it. */
    R of(E element) throws IOException;
  }

  /**
   * What is read of places, in their order.
   *
   * @param place where it is
   * @throws IOException if one can't be read
   */
  public static <E, R> List<R> read(List<E> all, Function<E, Path> place, Read<E, R> read)
      throws IOException {
    try {
      return ask(
          all,
          place,
          element -> {
            try {
              return read.of(element);
            } catch (IOException failure) {
              throw new UncheckedIOException(failure);
            }
          });
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }

  private static <R> R answer(Future<R> answer) {
    try {
      return answer.get();
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof RuntimeException exception
          ? exception
          : new IllegalStateException(failure.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a bucket was asked", interrupted);
    }
  }
}
