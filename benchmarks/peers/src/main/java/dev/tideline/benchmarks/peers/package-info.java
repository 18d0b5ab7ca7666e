/**
 * What the native jobs have in common, whatever their engine: how they are started, the rows in the
 * text that the product writes, and the two jobs that have no engine at all.
 */
package dev.tideline.benchmarks.peers;
