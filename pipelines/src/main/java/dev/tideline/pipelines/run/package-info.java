/**
 * Carries a command out: bounded, as a stream, or as a loop of micro-batches, each from its options
 * to its report. Knows no pipeline by name and no runner; what a run does is described by {@link
 * dev.tideline.pipelines.spec}.
 */
package dev.tideline.pipelines.run;
