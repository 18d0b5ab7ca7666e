package dev.tideline.benchmarks.spark;

import org.apache.spark.sql.SparkSession;

/** Spark as all jobs start it: in this process, as a local run of the product does. */
final class LocalSpark {

  private LocalSpark() {}

  /** A session that has these settings besides; a shuffle has a partition for each core. */
  static SparkSession.Builder with(int cores) {
    return SparkSession.builder()
        .master("local[" + cores + "]")
        .config("spark.ui.enabled", false)
        .config("spark.log.level", "WARN")
        .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", cores);
  }
}
