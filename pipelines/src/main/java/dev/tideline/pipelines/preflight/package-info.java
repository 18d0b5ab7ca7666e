/**
 * Checks a graph, before it runs, against what the runner on the class path was seen to do: {@code
 * runners-config/RUNNER/capabilities.txt}. Knows Beam's graph only; the probes that fill the file
 * are in {@code dev.tideline.proof.probe}. And before all else, whether the engine is the one that
 * was built for.
 */
package dev.tideline.pipelines.preflight;
