/**
 * Order events: their view, their JSON, their bytes and the rules that they must keep. Used by
 * {@link dev.tideline.dashboard} and {@link dev.tideline.revenue}; knows no pipeline.
 */
package dev.tideline.order;
