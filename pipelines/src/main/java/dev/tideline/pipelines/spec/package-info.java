/**
 * What a pipeline tells the machinery that runs it: its description, its command, its graph over
 * any source, and where its rows go. Implemented in {@link dev.tideline.pipelines}, carried out in
 * {@link dev.tideline.pipelines.run}.
 */
package dev.tideline.pipelines.spec;
