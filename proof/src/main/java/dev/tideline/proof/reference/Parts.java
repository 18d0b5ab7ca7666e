package dev.tideline.proof.reference;

import dev.tideline.proof.world.World;
import dev.tideline.proof.world.WorldRecord;
import java.util.List;

/** Parts of a world. */
public final class Parts {

  private Parts() {}

  /** About half of the records, all duplicates of an event or none. */
  public static List<WorldRecord> half(World world) {
    return world.records().stream().filter(sent -> idOf(sent).hashCode() % 2 == 0).toList();
  }

  private static String idOf(WorldRecord sent) {
    try {
      return PlainReader.read(sent).id();
    } catch (Unreadable noEvent) {
      return sent.line();
    }
  }
}
