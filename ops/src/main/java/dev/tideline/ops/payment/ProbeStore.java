package dev.tideline.ops.payment;

/**
 * The store that probes claim to come from: the pipeline must know it.
 *
 * @param storeId its id
 * @param currency its currency
 */
public record ProbeStore(String storeId, String currency) {}
