package dev.tideline.proof.world;

import java.util.Arrays;
import java.util.List;

/** A pipeline, as whoever asks it sees it from outside. */
public enum Question {
  FRAUD_VELOCITY("fraud-velocity", "dev.tideline.run.FraudVelocityJob", Topic.PAYMENTS),
  OPS_DASHBOARD("ops-dashboard", "dev.tideline.run.OpsDashboardJob", Topic.ORDERS),
  DAILY_REVENUE("daily-revenue", "dev.tideline.run.DailyRevenueJob", Topic.ORDERS);

  private final String pipeline;
  private final String job;
  private final Topic topic;

  Question(String pipeline, String job, Topic topic) {
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
  public Topic topic() {
    return topic;
  }

  /** The names of all. */
  public static List<String> pipelines() {
    return Arrays.stream(values()).map(Question::pipeline).toList();
  }
}
