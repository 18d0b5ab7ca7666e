/**
 * Which of the copies of an event counts, decided in the graph. {@link
 * dev.tideline.duplicates.AdmitAndSettle} is what a pipeline applies; {@link
 * dev.tideline.duplicates.PackCopies} makes few elements of many copies; {@link
 * dev.tideline.duplicates.CountedCopies} is what is remembered of those that count, and all there
 * is to the rule. Knows no kind of event.
 *
 * <p>It has more than a dozen classes because it holds both ways to settle, all at once and as they
 * come, and the elements and the state that travel between.
 */
package dev.tideline.duplicates;
