package dev.tideline.order;

/**
 * One article of an order.
 *
 * @param sku the article
 * @param category the category its revenue is booked under
 * @param quantity how many units, 0 or more
 * @param amount what the customer pays for all of them, in 1/10 000 currency units
 * @param cost what the retailer paid for all of them, in 1/10 000 currency units
 */
public record OrderLine(String sku, String category, int quantity, long amount, long cost) {}
