/**
 * {@code scripts/bench}: runs the product and native jobs in turn over the same data, compares
 * their answers, and tells what each took. {@code measure} has one process and its figures, {@code
 * work} what is run over what, {@code report} the page.
 */
package dev.tideline.benchmarks.bench;
