/**
 * Runs the real commands, on one runner and in one mode, each runner in processes of its own; and
 * notices when one hangs. The only package of the proof that starts pipelines.
 */
package dev.tideline.proof.cell;
