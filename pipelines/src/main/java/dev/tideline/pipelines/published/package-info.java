/**
 * The versions of business days that stand in a folder: which files they have, how they are
 * published in one act, and whether they are still what was published.
 */
package dev.tideline.pipelines.published;
