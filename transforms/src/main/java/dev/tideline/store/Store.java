package dev.tideline.store;

import java.io.Serializable;
import java.time.ZoneId;

/**
 * A store of the retailer: reference data that every event is checked against.
 *
 * @param storeId the store's id, as events carry it
 * @param name what people call it
 * @param timeZone the zone in which its business days begin and end
 * @param currency the ISO 4217 code of the one currency it sells in
 */
public record Store(String storeId, String name, ZoneId timeZone, String currency)
    implements Serializable {}
