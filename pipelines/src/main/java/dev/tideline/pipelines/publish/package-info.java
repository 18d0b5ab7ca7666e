/** Publishes the answer that a run has left whose process ended before it could. */
package dev.tideline.pipelines.publish;
