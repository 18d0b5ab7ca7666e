/**
 * Files of JSON lines played as an unbounded source, in a chosen order of arrival, with an exact
 * watermark. For tests, proofs and trying things out.
 */
package dev.tideline.io.replay;
