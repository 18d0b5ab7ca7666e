/**
 * The pipelines as commands: the registry {@link dev.tideline.pipelines.Pipelines}, a short main
 * and its own options for each, and {@link dev.tideline.pipelines.Main}, which runs the one that is
 * named. Business is in the module {@code transforms}; how a command is carried out is in {@link
 * dev.tideline.pipelines.run}.
 */
package dev.tideline.pipelines;
