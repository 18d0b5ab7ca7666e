/**
 * FreshMart, a retailer that does not exist, as it really happened: stores, articles, cards, orders
 * and their lives, by one plan. Nothing goes wrong here, and nothing is written: that is {@link
 * dev.tideline.datasets.journey} and {@link dev.tideline.datasets.output}.
 *
 * <p>It has more than a dozen classes because it is a whole small world: the plan and its knobs,
 * chance, what there is (stores, articles, cards) and what happens (orders and their lives). None
 * of these is of use without the others.
 */
package dev.tideline.datasets.freshmart;
