/**
 * daily-revenue: the exact P&amp;L of every store, category and business day, from admission to
 * rows. Its columns are in {@link dev.tideline.revenue.RevenueRow}, its window in {@link
 * dev.tideline.windowing.WindowPolicies#revenue}; it knows no other pipeline.
 */
package dev.tideline.revenue;
