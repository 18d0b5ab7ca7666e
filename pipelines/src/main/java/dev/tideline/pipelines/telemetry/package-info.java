/**
 * How far a live run has come, for people and for Prometheus. The numbers are read back from where
 * the run puts them, so they are the same on every runner, and nothing is counted twice that was
 * tried twice. Nothing here can harm the run: a source that does not answer leaves its last values.
 */
package dev.tideline.pipelines.telemetry;
