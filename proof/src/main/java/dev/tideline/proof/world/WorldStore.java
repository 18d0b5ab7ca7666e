package dev.tideline.proof.world;

import java.time.ZoneId;

/**
 * A store of a world.
 *
 * @param zone whose calendar its business days follow
 */
public record WorldStore(String id, ZoneId zone, String currency) {

  /** As a line of stores.jsonl. */
  public String json() {
    return "{\"store_id\":\"%s\",\"name\":\"%1$s\",\"time_zone\":\"%s\",\"currency\":\"%s\"}"
        .formatted(id, zone.getId(), currency);
  }
}
