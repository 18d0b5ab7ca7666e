package dev.tideline.ops.payment;

/**
 * The store that probes claim to come from. The pipeline must know it, and it must be open and keep
 * its currency for as long as probes are sent: without that they are rejected, and the service
 * takes the pipeline for one that is away.
 *
 * @param storeId its id
 * @param currency its currency
 */
public record ProbeStore(String storeId, String currency) {}
