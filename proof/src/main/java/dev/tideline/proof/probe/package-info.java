/**
 * {@code scripts/probe}: tries what the runner on the class path can do, by a tiny graph for each
 * capability, and compares it with {@code capabilities.txt}. It stands apart from the rest of the
 * proof and touches no pipeline; the preflight ({@code dev.tideline.pipelines.preflight}) reads
 * what it writes.
 *
 * <p>It has more than a dozen classes because the capabilities come in groups, each with its own
 * probes (bundles, reads, state, timers, windows), and all of them share a source that follows a
 * script and a transcript of what happened.
 */
package dev.tideline.proof.probe;
