/**
 * FoodMart, a retailer's sales of 1997 and 1998 that come as a library, as order events. Made-up
 * are only the times of day; written by {@link dev.tideline.datasets.output}.
 */
package dev.tideline.datasets.foodmart;
