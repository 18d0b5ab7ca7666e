/**
 * The stores, which are reference data, as they are from a time on, with their time zones,
 * currencies, business days and the moment when their books close. Knows no event.
 */
package dev.tideline.store;
