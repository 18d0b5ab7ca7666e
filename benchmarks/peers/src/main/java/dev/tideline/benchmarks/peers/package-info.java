/**
 * What the native jobs have in common, whatever their engine: how they are started, how events are
 * read, what is added up, rows in the text that the product writes; and the two jobs that have no
 * engine at all. More classes than elsewhere, as each engine's module should hold its jobs only.
 */
package dev.tideline.benchmarks.peers;
