/**
 * All windows, triggers and lateness policies of all pipelines, in {@link
 * dev.tideline.windowing.WindowPolicies}; whether a record is too late, in {@link
 * dev.tideline.windowing.Lateness}; and what is done with panes. Knows events and stores, and no
 * pipeline's types.
 */
package dev.tideline.windowing;
