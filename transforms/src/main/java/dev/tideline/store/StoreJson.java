package dev.tideline.store;

import dev.tideline.json.JsonText;
import dev.tideline.json.Timestamps;

/** Stores as JSON, one object a line: the form of {@code stores.jsonl}. */
public final class StoreJson {

  private StoreJson() {}

  /** The store as one JSON object; without a beginning or an end where it has none. */
  public static String write(Store store) {
    return JsonText.object(
        json -> {
          json.text("store_id", store.storeId());
          json.text("name", store.name());
          json.text("time_zone", store.timeZone().getId());
          json.text("currency", store.currency());
          if (store.validFrom() != Store.ALWAYS) {
            json.text("valid_from", Timestamps.format(store.validFrom()));
          }
          if (store.validTo() != Store.FOREVER) {
            json.text("valid_to", Timestamps.format(store.validTo()));
          }
        });
  }
}
