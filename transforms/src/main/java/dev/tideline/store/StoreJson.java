package dev.tideline.store;

import dev.tideline.json.FieldNames;
import dev.tideline.json.JsonRecord;
import dev.tideline.json.JsonText;
import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RejectReason;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.ZoneId;

/** Stores as JSON, one object a line: {@code store_id, name, time_zone, currency}. */
public final class StoreJson {

  private StoreJson() {}

  /**
   * Parses one store.
   *
   * @throws BrokenRecord if it is none
   */
  public static Store read(RawRecord record) throws BrokenRecord {
    return JsonRecord.read(record, json -> new Draft().read(json));
  }

  /** The store as one JSON object. */
  public static String write(Store store) {
    return JsonText.object(
        json -> {
          json.text("store_id", store.storeId());
          json.text("name", store.name());
          json.text("time_zone", store.timeZone().getId());
          json.text("currency", store.currency());
        });
  }

  private static final class Draft {
    private static final FieldNames NAMES =
        FieldNames.of("store_id", "name", "time_zone", "currency");

    private String storeId;
    private String name;
    private ZoneId timeZone;
    private String currency;

    Store read(JsonRecord json) throws BrokenRecord, IOException {
      json.object(NAMES, this::field);
      return new Store(
          json.required(storeId, "store_id"),
          json.required(name, "name"),
          json.required(timeZone, "time_zone"),
          json.required(currency, "currency"));
    }

    private void field(String field, JsonRecord json) throws BrokenRecord, IOException {
      switch (field) {
        case "store_id" -> storeId = json.once(storeId, json.text());
        case "name" -> name = json.once(name, json.text());
        case "time_zone" -> timeZone = json.once(timeZone, zone(json));
        case "currency" -> currency = json.once(currency, json.text());
        default -> json.skip();
      }
    }

    private static ZoneId zone(JsonRecord json) throws BrokenRecord, IOException {
      try {
        return ZoneId.of(json.text());
      } catch (DateTimeException unknown) {
        throw json.brokenValue(RejectReason.BAD_TIME);
      }
    }
  }
}
