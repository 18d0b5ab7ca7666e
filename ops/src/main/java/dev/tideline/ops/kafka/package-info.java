/**
 * What the programs beside the pipelines need of Kafka: clients of a cluster without secrets, and
 * signals as they come. Used by {@link dev.tideline.ops.payment} and by the module {@code demo}; no
 * pipeline uses it.
 */
package dev.tideline.ops.kafka;
