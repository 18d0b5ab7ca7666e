/**
 * gateway-health: is a payment gateway failing? The last five minutes of each gateway beside the
 * hour before.
 */
package dev.tideline.gateway;
