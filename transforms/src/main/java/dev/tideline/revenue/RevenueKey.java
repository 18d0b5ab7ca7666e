package dev.tideline.revenue;

import dev.tideline.windowing.StoreDay;

/**
 * What a line of the P&amp;L is about.
 *
 * @param storeId the store
 * @param businessDay the store's own calendar day, as an epoch day
 * @param category the category of the articles
 */
public record RevenueKey(String storeId, int businessDay, String category) implements StoreDay {}
