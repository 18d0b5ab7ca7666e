/**
 * Which of the copies of an event counts, decided in the graph. {@link
 * dev.tideline.duplicates.CountOnce} is what a pipeline applies; {@link
 * dev.tideline.duplicates.PackCopies} makes few elements of many copies; {@link
 * dev.tideline.duplicates.CountedCopies} is what a stream remembers of those that count. Knows no
 * kind of event.
 *
 * <p>It has more than a dozen classes because it holds the ways to settle, all at once and as they
 * come, and the elements and the state that travel between.
 */
package dev.tideline.duplicates;
