/**
 * The places of {@link dev.tideline.io.storage} as files of Beam's, so that FileIO writes to where
 * everything else reads, by the same settings.
 */
package dev.tideline.io.storage.beam;
