/**
 * {@code scripts/prove}: asks pipelines about worlds in every cell, compares the answers with the
 * references, and makes what differs small. Worlds are in {@link dev.tideline.proof.world}, cells
 * in {@link dev.tideline.proof.cell}, references in {@link dev.tideline.proof.reference}.
 */
package dev.tideline.proof;
