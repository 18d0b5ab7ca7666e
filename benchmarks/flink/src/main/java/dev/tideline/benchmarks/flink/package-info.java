/** The questions in Flink's DataStream API and in its SQL. */
package dev.tideline.benchmarks.flink;
