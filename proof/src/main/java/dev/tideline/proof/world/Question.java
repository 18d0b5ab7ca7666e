package dev.tideline.proof.world;

import java.util.Arrays;
import java.util.List;

/** A pipeline, as whoever asks it sees it from outside. */
public enum Question {
  FRAUD_VELOCITY("fraud-velocity", "dev.tideline.pipelines.FraudVelocityMain", WorldTopic.PAYMENTS),
  OPS_DASHBOARD("ops-dashboard", "dev.tideline.pipelines.OpsDashboardMain", WorldTopic.ORDERS),
  DAILY_REVENUE("daily-revenue", "dev.tideline.pipelines.DailyRevenueMain", WorldTopic.ORDERS);

  private final String pipeline;
  private final String job;
  private final WorldTopic topic;

  Question(String pipeline, String job, WorldTopic topic) {
    this.pipeline = pipeline;
    this.job = job;
    this.topic = topic;
  }

  /** The name by which it is run. */
  public String pipeline() {
    return pipeline;
  }

  /** Its main class. */
  public String job() {
    return job;
  }

  /** What it reads. */
  public WorldTopic topic() {
    return topic;
  }

  /** The names of all. */
  public static List<String> pipelines() {
    return Arrays.stream(values()).map(Question::pipeline).toList();
  }
}
