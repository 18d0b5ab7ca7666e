/**
 * A real Kafka broker for one machine, in this process or in one of its own, for demos, tests and
 * benchmarks. A module apart, because its Scala is not Spark's; it knows nothing of ours.
 */
package dev.tideline.broker;
