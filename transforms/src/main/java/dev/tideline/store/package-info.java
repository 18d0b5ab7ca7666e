/**
 * The stores, which are reference data, with their time zones, currencies, business days and the
 * moment when their books close. Read from JSON; knows no event.
 */
package dev.tideline.store;
