package dev.tideline.command;

import java.util.Random;

/**
 * The random moments at which a test kills a command. More of them: {@code -Dtideline.kills=20}.
 */
public final class Kills {

  /** How many. */
  public static final int COUNT = Integer.getInteger("tideline.kills", 3);

  /** What a command leaves behind it does at its end: half of the kills are in its last s. */
  private static final int LAST = 1_000;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  /** How a command is started. */
  @FunctionalInterface
  public interface Start {
    /** Starts it. */
    Command now() throws Exception;
  }

  /** A whole number from 0 to below a bound. */
  public int next(int bound) {
    return random.nextInt(bound);
  }

  /** Runs a command to its end, which must be a good one, and says how long that takes, in ms. */
  public static long length(Start start) throws Exception {
    long begun = System.nanoTime();
    try (Command command = start.now()) {
      command.succeeds();
    }
    return (System.nanoTime() - begun) / 1_000_000;
  }

  /** Starts a command that takes so many ms, and kills it at some moment. */
  public void kill(Start start, long length) throws Exception {
    boolean late = random.nextBoolean();
    int moment = random.nextInt(late ? LAST : (int) length);
    try (Command command = start.now()) {
      Thread.sleep(late ? Math.max(0, length - moment) : moment);
      command.kill();
    }
  }

  /** What to repeat them by, for messages. */
  @Override
  public String toString() {
    return "seed " + seed;
  }
}
