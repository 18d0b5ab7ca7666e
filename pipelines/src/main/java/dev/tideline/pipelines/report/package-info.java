/**
 * What a run says when it is done, and the verdict whether every record is accounted for. Reads
 * answers back ({@code dev.tideline.io.answer}); changes nothing.
 */
package dev.tideline.pipelines.report;
