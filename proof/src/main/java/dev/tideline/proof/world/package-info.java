/**
 * What is asked about: records of some shops, by chance from a seed or from a data set, how they
 * are staged, and the question. Shares no code with the transforms, so that no mistake of theirs is
 * made again here.
 */
package dev.tideline.proof.world;
