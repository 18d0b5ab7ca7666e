/**
 * {@code scripts/dlq}: shows the records that runs have rejected, and replays them once what was
 * wrong is mended. How they are found and written is {@code dev.tideline.io.deadletters}'.
 */
package dev.tideline.ops.dlq;
