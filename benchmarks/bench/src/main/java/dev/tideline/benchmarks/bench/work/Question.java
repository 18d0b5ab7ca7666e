package dev.tideline.benchmarks.bench.work;

import dev.tideline.ops.kafka.UnsecuredCluster;

/** What is asked, by the product's own name of it. */
public enum Question {
  REVENUE("daily-revenue", UnsecuredCluster.ORDERS),
  DASHBOARD("ops-dashboard", UnsecuredCluster.ORDERS),
  VELOCITY("fraud-velocity", UnsecuredCluster.PAYMENTS);

  private final String pipeline;
  private final String topic;

  Question(String pipeline, String topic) {
    this.pipeline = pipeline;
    this.topic = topic;
  }

  /** The name of the pipeline. */
  public String pipeline() {
    return pipeline;
  }

  /** The topic that it reads, if it reads Kafka. */
  public String topic() {
    return topic;
  }
}
