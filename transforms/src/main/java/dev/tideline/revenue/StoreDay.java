package dev.tideline.revenue;

/**
 * One business day of one store.
 *
 * @param storeId the store
 * @param businessDay the day in the store's own zone, as an epoch day
 */
public record StoreDay(String storeId, int businessDay) {}
