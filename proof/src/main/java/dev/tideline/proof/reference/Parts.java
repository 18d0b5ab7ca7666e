package dev.tideline.proof.reference;

import dev.tideline.proof.world.Sent;
import dev.tideline.proof.world.World;
import java.util.List;

/** Parts of a world. */
public final class Parts {

  private Parts() {}

  /** About half of the records, all copies of an event or none. */
  public static List<Sent> half(World world) {
    return world.records().stream().filter(sent -> idOf(sent).hashCode() % 2 == 0).toList();
  }

  private static String idOf(Sent sent) {
    try {
      return PlainReader.read(sent).id();
    } catch (Unreadable noEvent) {
      return sent.line();
    }
  }
}
