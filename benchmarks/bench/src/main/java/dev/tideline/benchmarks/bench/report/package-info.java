/** The page that tells what was measured, with its plots. */
package dev.tideline.benchmarks.bench.report;
