package dev.tideline.datasets.freshmart;

import dev.tideline.order.OrderLine;
import java.util.List;

/**
 * An order as it really happened, before any clock or network had its way with it.
 *
 * @param chance what all that follows is drawn from
 * @param orderId its id
 * @param shop where it was placed
 * @param placedAt when, ms since the epoch
 * @param lines what was ordered
 * @param card the index of the card that pays
 * @param planted whether it is part of a burst: its score is foretold, so its till works
 */
public record PlacedOrder(
    Chance chance,
    String orderId,
    Storefront shop,
    long placedAt,
    List<OrderLine> lines,
    int card,
    boolean planted) {}
