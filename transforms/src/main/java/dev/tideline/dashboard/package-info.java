/**
 * ops-dashboard: how every store did over the last half hour, from admission to rows. Its columns
 * are in {@link dev.tideline.dashboard.DashboardRow}, its window in {@link
 * dev.tideline.windowing.WindowPolicies#dashboard}; it knows no other pipeline.
 */
package dev.tideline.dashboard;
