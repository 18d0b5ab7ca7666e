/**
 * gateway-health: is a payment gateway failing? The last five minutes of each gateway and currency
 * beside the hour before. Its columns are in {@link dev.tideline.gateway.GatewayRow}, its window in
 * {@link dev.tideline.windowing.WindowPolicies#gateway}; it knows no other pipeline.
 */
package dev.tideline.gateway;
