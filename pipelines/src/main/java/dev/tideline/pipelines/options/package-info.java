/**
 * The options that all pipelines share: as typed, and checked, as a run needs them. Options of one
 * pipeline are in {@link dev.tideline.pipelines}; nothing is opened here.
 */
package dev.tideline.pipelines.options;
