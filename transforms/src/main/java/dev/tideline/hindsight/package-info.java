/**
 * The decisions of {@link dev.tideline.fraud} taken again, in the order of ingest and with perfect
 * arrival order, and how they compare. Bounded only; run by {@code dev.tideline.ops.stability}.
 */
package dev.tideline.hindsight;
