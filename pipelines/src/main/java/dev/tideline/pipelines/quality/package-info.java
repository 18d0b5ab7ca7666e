/** Rules that an answer must keep to before its days are published. */
package dev.tideline.pipelines.quality;
