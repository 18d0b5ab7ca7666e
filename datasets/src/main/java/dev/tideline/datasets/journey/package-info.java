/**
 * The way of an event from a till to the cluster, and all that can go wrong on it: wrong clocks,
 * late, twice, damaged, broken. Takes what {@link dev.tideline.datasets.freshmart} says happened,
 * and hands it to {@link dev.tideline.datasets.output}.
 */
package dev.tideline.datasets.journey;
