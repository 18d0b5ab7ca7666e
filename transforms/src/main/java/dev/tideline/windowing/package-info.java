/**
 * All windows and triggers of all pipelines, in {@link dev.tideline.windowing.WindowPolicies};
 * whether an event is too late to count, in {@link dev.tideline.windowing.Lateness}; and what is
 * done with panes. Knows events and stores, and no pipeline's types.
 */
package dev.tideline.windowing;
