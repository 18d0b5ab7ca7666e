/**
 * The commands {@code scripts/generate} and {@code scripts/foodmart}, and their options. What they
 * make is in the packages below; a pipeline reads it like any other data.
 */
package dev.tideline.datasets;
