/** Processes that are measured, and what their figures come to. */
package dev.tideline.benchmarks.bench.measure;
