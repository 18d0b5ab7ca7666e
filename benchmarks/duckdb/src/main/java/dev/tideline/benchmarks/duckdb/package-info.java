/** The bounded questions in the SQL of DuckDB. */
package dev.tideline.benchmarks.duckdb;
