package dev.tideline.io.storage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * How buckets and HDFS are reached. Every process finds out by itself, from what is usual around
 * it, so that neither a key nor an address is an option: {@code core-site.xml} on the class path or
 * in {@code HADOOP_CONF_DIR}, for all that S3A and HDFS know ({@code hdfs-site.xml} too), and the
 * environment of AWS' own tools.
 *
 * <ul>
 *   <li>Who asks: the usual chain of AWS, that is {@code AWS_ACCESS_KEY_ID} and {@code
 *       AWS_SECRET_ACCESS_KEY}, a profile, a role of the machine or of the pod.
 *   <li>{@code AWS_REGION}, {@code AWS_ENDPOINT_URL_S3} or {@code AWS_ENDPOINT_URL}, of a server
 *       that is not Amazon's.
 * </ul>
 */
final class StorageSettings {

  private static final String ENDPOINT = "fs.s3a.endpoint";
  private static final String REGION = "fs.s3a.endpoint.region";

  /** What goes for all that {@code core-site.xml} does not set. */
  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry(
              "fs.s3a.aws.credentials.provider",
              "org.apache.hadoop.fs.s3a.TemporaryAWSCredentialsProvider,"
                  + "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider,"
                  + "software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider"),
          // What is written waits on a disk until a part of it is full, not in memory.
          Map.entry("fs.s3a.buffer.dir", System.getProperty("java.io.tmpdir")),
          // Up to the largest that S3 copies in one request. In parts, it would be copied by AWS'
          // asynchronous client, which brings a Netty that is not Spark's.
          Map.entry("fs.s3a.multipart.threshold", "5G"),
          // The newer one prints stack traces of its own, and wants an ETag of every server.
          Map.entry("fs.s3a.input.stream.type", "classic"),
          Map.entry("fs.s3a.change.detection.version.required", "false"),
          // Does not ask first whether a folder has the name that an object is to get.
          Map.entry("fs.s3a.performance.flags", "create,mkdir"),
          // A run that is told to end removes what it wrote, which needs an open bucket.
          Map.entry("fs.automatic.close", "false"),
          // What does not answer, or says that it is too busy, is tried again for a minute or so;
          // S3A would do so for many, and for a day if it is busy.
          Map.entry("fs.s3a.attempts.maximum", "3"),
          Map.entry("fs.s3a.retry.limit", "4"),
          Map.entry("fs.s3a.retry.throttle.limit", "7"),
          Map.entry("fs.s3a.connection.timeout", "60s"),
          // The same of a name node that is not there: it would be tried for a quarter of an hour.
          Map.entry("ipc.client.connect.max.retries.on.timeouts", "3"),
          // An idle thread may keep the classes of the job that it was started in.
          Map.entry("fs.s3a.threads.keepalivetime", "5s"));

  private StorageSettings() {}

  /** Read when first used. */
  private static final class Read {
    static final Configuration ONCE = of(System.getenv());
  }

  /** Those of this process. */
  static Configuration get() {
    return Read.ONCE;
  }

  /** Those of a process with this environment. */
  static Configuration of(Map<String, String> environment) {
    Configuration settings = new Configuration();
    // Not that of whichever thread asks first.
    settings.setClassLoader(StorageSettings.class.getClassLoader());
    String folder = environment.get("HADOOP_CONF_DIR");
    if (folder != null) {
      for (String name : List.of("core-site.xml", "hdfs-site.xml")) {
        Path file = Path.of(folder, name);
        if (Files.isReadable(file)) {
          settings.addResource(new org.apache.hadoop.fs.Path(file.toUri()));
        }
      }
    }
    DEFAULTS.forEach((name, value) -> unlessSet(settings, name, value));
    String endpoint = first(environment, "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL");
    if (endpoint != null && settings.getTrimmed(ENDPOINT, "").isEmpty()) {
      settings.set(ENDPOINT, endpoint);
      // Only Amazon's own have a name for each bucket as a rule.
      unlessSet(settings, "fs.s3a.path.style.access", "true");
    }
    String region = first(environment, "AWS_REGION", "AWS_DEFAULT_REGION");
    if (region != null && settings.getTrimmed(REGION, "").isEmpty()) {
      settings.set(REGION, region);
    } else if (endpoint != null) {
      unlessSet(settings, REGION, "us-east-1"); // which servers that are not Amazon's go by
    }
    return settings;
  }

  /** Hadoop has defaults of its own, which come from its own files. */
  private static void unlessSet(Configuration settings, String name, String value) {
    String[] sources = settings.getPropertySources(name);
    boolean set = sources != null && sources.length > 0 && !sources[0].endsWith("-default.xml");
    if (!set) {
      settings.set(name, value);
    }
  }

  private static String first(Map<String, String> environment, String... names) {
    for (String name : names) {
      String value = environment.get(name);
      if (value != null && !value.isBlank()) {
        return value.strip();
      }
    }
    return null;
  }
}
