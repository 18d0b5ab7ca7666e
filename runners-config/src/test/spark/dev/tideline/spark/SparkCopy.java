package dev.tideline.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** Writes the orders of an archive once more as Spark does. Arguments: the archive, the copy. */
final class SparkCopy {

  private SparkCopy() {}

  public static void main(String[] args) throws IOException {
    Path archive = Path.of(args[0]);
    Path copy = Files.createDirectories(Path.of(args[1]));
    Files.copy(archive.resolve("stores.jsonl"), copy.resolve("stores.jsonl"));
    try (SparkSession spark = SparkSession.builder().master("local[2]").getOrCreate()) {
      spark
          .read()
          .parquet(archive.resolve("orders").toString())
          .write()
          .partitionBy("date")
          .parquet(copy.resolve("orders").toString());
    }
  }
}
