package dev.tideline.store;

import dev.tideline.json.JsonText;
import dev.tideline.json.Timestamps;

/** Stores as JSON, one object a line: the form of {@code stores.jsonl}. */
public final class StoreJson {

  private StoreJson() {}

  /** The store as one JSON object; without what is so where nothing is said. */
  public static String write(Store store) {
    return JsonText.object(
        json -> {
          json.text("store_id", store.storeId());
          json.text("name", store.name());
          json.text("time_zone", store.timeZone().getId());
          json.text("currency", store.currency());
          if (!store.dayStartsAt().equals(BusinessDays.DAY_STARTS)) {
            json.text("day_starts_at", store.dayStartsAt().toString());
          }
          if (!store.booksCloseAt().equals(BusinessDays.BOOKS_CLOSE)) {
            json.text("books_close_at", store.booksCloseAt().toString());
          }
          if (store.validFrom() != Store.ALWAYS) {
            json.text("valid_from", Timestamps.format(store.validFrom()));
          }
          if (store.validTo() != Store.FOREVER) {
            json.text("valid_to", Timestamps.format(store.validTo()));
          }
        });
  }
}
