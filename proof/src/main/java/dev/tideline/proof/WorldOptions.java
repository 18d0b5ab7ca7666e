package dev.tideline.proof;

import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.proof.world.DataSet;
import dev.tideline.proof.world.RandomWorld;
import dev.tideline.proof.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import picocli.CommandLine.Option;

/** The options that say which worlds. */
final class WorldOptions {

  private static final int ROUNDS = 3;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Of the first world; an --input is staged as that would be (default: by chance).")
  private Long seed;

  @Option(names = "--rounds", paramLabel = "K", description = "How many worlds (default: 3).")
  private Integer rounds;

  @Option(
      names = "--input",
      paramLabel = "DIR",
      description =
          "A data set, of JSON lines or an archive, that is to be the one world instead. Of an"
              + " archive the bounded cells read the files, and streams its rows as JSON lines.")
  private Path input;

  void addMistakes(List<String> mistakes) {
    if (rounds != null && input != null) {
      mistakes.add("--rounds is of no use with --input, which is one world");
    }
    if (rounds != null && rounds < 1) {
      mistakes.add("--rounds wants a number from 1 up, not " + rounds);
    }
    if (input != null && !Files.exists(input.resolve(DataSet.STORES))) {
      mistakes.add("--input " + input + " is no data set: it has no " + DataSet.STORES);
    }
  }

  /**
   * The worlds, the same whenever it is asked.
   *
   * @throws UsageException if the input can't be read as a world
   */
  List<World> worlds() {
    if (input == null) {
      int worlds = rounds == null ? ROUNDS : rounds;
      return LongStream.range(seed(), seed() + worlds).mapToObj(RandomWorld::of).toList();
    }
    try {
      return List.of(DataSet.read(input, RandomWorld.of(seed()).stage()));
    } catch (IOException unfit) {
      throw new UsageException(List.of("--input " + input + ": " + unfit.getMessage()));
    }
  }

  /** Where all chance begins: the one that was given, or one by chance. */
  long seed() {
    if (seed == null) {
      seed = (long) new Random().nextInt(1_000_000);
    }
    return seed;
  }
}
