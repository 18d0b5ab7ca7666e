/**
 * What Flink is given to behave as Beam says that a runner does. Flink finds it by its settings.
 */
package dev.tideline.flink;
