/**
 * The bank of FreshMart: what it settles of the payments, when and for what fee, in statements of a
 * file a day; and, if asked, breaks of every kind that a reconciliation must find. Takes what
 * {@link dev.tideline.datasets.freshmart} says happened, not what became of it on the way to the
 * cluster: a bank sees cards, not tills.
 */
package dev.tideline.datasets.bank;
