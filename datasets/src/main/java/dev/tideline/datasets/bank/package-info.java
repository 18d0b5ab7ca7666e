/**
 * The bank of FreshMart: what it settles of the payments, when and for what fee, in a file for each
 * of its days; and, if asked, breaks of every kind that a reconciliation must find. Takes what
 * {@link dev.tideline.datasets.freshmart} says happened, not what became of it on the way to the
 * cluster: a bank sees cards, not tills.
 *
 * <p>It has more than 12 classes because a bank is a small world of its own: what there is
 * (accounts, rates, coins, weekdays), what it does with a payment and at the end of a day, what is
 * broken of it, and the files. None of these is of use without the others.
 */
package dev.tideline.datasets.bank;
