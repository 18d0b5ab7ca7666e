/** What is measured: the questions, the data, the product, and its peers. */
package dev.tideline.benchmarks.bench.work;
