/**
 * What every source hands to a graph: its elements, how they are decoded, and what became known
 * before. The packages below open sources and write answers; none of them knows a pipeline, a
 * command line or a runner.
 */
package dev.tideline.io;
