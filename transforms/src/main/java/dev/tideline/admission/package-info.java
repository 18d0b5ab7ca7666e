/**
 * The one step that gives every record its fate and adds up what counts, within a bundle; what a
 * pipeline has to say to it ({@link dev.tideline.admission.AdmissionRules}, {@link
 * dev.tideline.admission.BundleAggregation}); and what comes out of a graph ({@link
 * dev.tideline.admission.Outcome}). Knows no kind of event and no pipeline, no I/O and no clock.
 */
package dev.tideline.admission;
