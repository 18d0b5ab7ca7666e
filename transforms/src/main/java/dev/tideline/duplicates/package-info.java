/**
 * Which of the copies of an event counts, decided in the graph: {@link
 * dev.tideline.duplicates.CountedCopies} is what a key of the state remembers. Pure functions of
 * hashes, places and minutes: knows no kind of event.
 */
package dev.tideline.duplicates;
