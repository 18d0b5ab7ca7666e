package dev.tideline.proof.world;

import java.util.List;
import java.util.Random;

/**
 * All that must not change an answer: how records are laid out, and how a runner is to work.
 *
 * @param order in which a stream gets them, as the option {@code --order} has it
 * @param filesPerPartition how many files a partition is cut into
 * @param parallelism how many threads
 * @param bundle how many elements a bundle has at most, and records an element of a stream
 */
public record Stage(String order, int filesPerPartition, int parallelism, int bundle) {

  /** A stage by chance. */
  public static Stage any(Random random) {
    String order =
        switch (random.nextInt(4)) {
          case 0 -> "ingest";
          case 1 -> "as-is";
          default -> "shuffled:" + random.nextInt(1_000_000);
        };
    return new Stage(
        order,
        1 + random.nextInt(3),
        1 + random.nextInt(3),
        List.of(1, 3, 100, 1_000).get(random.nextInt(4)));
  }

  /** The same, but that a stream gets the records in the order in which they were ingested. */
  public Stage inOrderOfIngest() {
    return new Stage("ingest", filesPerPartition, parallelism, bundle);
  }

  /** The same with fewer threads, or more. */
  public Stage withOtherParallelism() {
    return new Stage(order, filesPerPartition, 1 + parallelism % 3, bundle);
  }

  /** Whether a stream gets the records in the order in which they were ingested. */
  public boolean isInOrderOfIngest() {
    return order.equals("ingest");
  }

  @Override
  public String toString() {
    return "order %s, %d files per partition, parallelism %d, bundles of %d"
        .formatted(order, filesPerPartition, parallelism, bundle);
  }
}
