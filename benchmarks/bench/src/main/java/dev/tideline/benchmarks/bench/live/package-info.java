/**
 * How long signals take while payments keep coming by a schedule: the product beside native jobs.
 */
package dev.tideline.benchmarks.bench.live;
