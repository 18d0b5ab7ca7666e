/** The bounded questions in Spark SQL, and those over topics in Structured Streaming. */
package dev.tideline.benchmarks.spark;
