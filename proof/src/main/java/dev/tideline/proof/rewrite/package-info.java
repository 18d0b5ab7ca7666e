/**
 * Archives as other programs would have written them: {@link
 * dev.tideline.proof.rewrite.RewriteMain}. The answers to both must be equal.
 */
package dev.tideline.proof.rewrite;
