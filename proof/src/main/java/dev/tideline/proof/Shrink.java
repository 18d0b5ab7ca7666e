package dev.tideline.proof;

import dev.tideline.proof.world.World;
import dev.tideline.proof.world.WorldRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a world in which something fails as small as it gets while it still fails: by leaving out
 * ever smaller parts of its records (delta debugging: Zeller and Hildebrandt, 2002).
 */
final class Shrink {

  private final Failing failing;
  private int tries;

  /** Whether something still fails in a world. */
  @FunctionalInterface
  interface Failing {
    /** Tries it. */
    boolean in(World world) throws IOException, InterruptedException;
  }

  private Shrink(Failing failing, int tries) {
    this.failing = failing;
    this.tries = tries;
  }

  /**
   * Shrinks a world.
   *
   * @param tries how often to try at most
   * @return the smallest world found in which it fails
   */
  static World smallest(World world, Failing failing, int tries)
      throws IOException, InterruptedException {
    return new Shrink(failing, tries).shrink(world);
  }

  private World shrink(World world) throws IOException, InterruptedException {
    List<WorldRecord> records = world.records();
    int parts = 2;
    while (records.size() > 1 && tries > 0) {
      List<WorldRecord> fewer = withoutAPart(world, records, parts);
      if (fewer != null) {
        records = fewer;
        parts = Math.max(2, parts - 1);
      } else if (parts < records.size()) {
        parts = Math.min(records.size(), 2 * parts);
      } else {
        break;
      }
    }
    return world.with(records);
  }

  /** The records without one of so many parts, such that it still fails; or null. */
  private List<WorldRecord> withoutAPart(World world, List<WorldRecord> records, int parts)
      throws IOException, InterruptedException {
    for (int part = 0; part < parts && tries > 0; part++) {
      List<WorldRecord> rest = new ArrayList<>(records.subList(0, records.size() * part / parts));
      rest.addAll(records.subList(records.size() * (part + 1) / parts, records.size()));
      tries--;
      if (failing.in(world.with(rest))) {
        return rest;
      }
    }
    return null;
  }
}
