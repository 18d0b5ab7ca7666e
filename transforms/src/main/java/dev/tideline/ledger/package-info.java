/**
 * What became of every record: its {@link dev.tideline.ledger.Fate}, the counts per minute of
 * ingest that bundles keep and {@link dev.tideline.books.KeepBooks} adds up, and events that came
 * too late. Written by {@link dev.tideline.admission}; and by {@code dev.tideline.io.lines}, which
 * enters each line as read, and those that can't be parsed with their fate.
 */
package dev.tideline.ledger;
