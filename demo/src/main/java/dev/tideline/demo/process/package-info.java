/**
 * Child processes of ours and how much of the processor they have had. {@link
 * dev.tideline.demo.process.PipelineRuns} runs pipelines by {@code scripts/run}.
 */
package dev.tideline.demo.process;
