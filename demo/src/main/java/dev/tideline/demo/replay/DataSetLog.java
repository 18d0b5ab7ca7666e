package dev.tideline.demo.replay;

import dev.tideline.io.files.InputException;
import dev.tideline.io.files.InputFiles;
import dev.tideline.io.files.SourceFile;
import dev.tideline.ops.kafka.UnsecuredCluster;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A data set of JSON lines as a cluster would have got it: orders and payments in the order of
 * their ingest, of the same ms the orders first, by partition. Reads on as it is asked, so a data
 * set may be larger than memory.
 *
 * <p>The number in a file's name, {@code part-00003.jsonl}, is the partition: duplicates of an
 * event are in one file, and so in one partition.
 */
public final class DataSetLog implements Closeable {

  private static final Pattern PARTITION = Pattern.compile("part-(\\d{1,5})\\.jsonl(\\.gz)?");

  private static final Comparator<PartitionLog> BY_INGEST =
      Comparator.<PartitionLog>comparingLong(log -> log.next().ingestTime())
          .thenComparing(log -> log.next().topic())
          .thenComparing(log -> log.next().partition());

  private final int partitions;
  private final Queue<PartitionLog> ahead;

  private DataSetLog(int partitions, Queue<PartitionLog> ahead) {
    this.partitions = partitions;
    this.ahead = ahead;
  }

  /**
   * Opens a data set.
   *
   * @param folder has {@code orders/} and {@code payments/}
   * @throws IOException if it can't be read
   * @throws InputException if it is no data set of JSON lines
   */
  public static DataSetLog open(Path folder) throws IOException, InputException {
    Map<String, Map<Integer, List<SourceFile>>> topics = new TreeMap<>();
    topics.put(UnsecuredCluster.ORDERS, byPartition(InputFiles.orders(folder.toString())));
    topics.put(UnsecuredCluster.PAYMENTS, byPartition(InputFiles.payments(folder.toString())));
    DataSetLog log =
        new DataSetLog(
            1
                + topics.values().stream()
                    .mapToInt(files -> Collections.max(files.keySet()))
                    .max()
                    .getAsInt(),
            new PriorityQueue<>(BY_INGEST));
    for (Map.Entry<String, Map<Integer, List<SourceFile>>> topic : topics.entrySet()) {
      for (Map.Entry<Integer, List<SourceFile>> files : topic.getValue().entrySet()) {
        log.addIfAny(new PartitionLog(topic.getKey(), files.getKey(), files.getValue()));
      }
    }
    return log;
  }

  private static Map<Integer, List<SourceFile>> byPartition(InputFiles input)
      throws InputException {
    Map<Integer, List<SourceFile>> files = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    for (SourceFile file : input.files()) {
      Matcher name = PARTITION.matcher(file.path().getFileName().toString());
      if (name.matches()) {
        int partition = Integer.parseInt(name.group(1));
        files.computeIfAbsent(partition, none -> new ArrayList<>()).add(file);
      } else {
        problems.add(file + " is not called part-NNNNN.jsonl: of which partition is it?");
      }
    }
    InputException.throwIfAny(problems);
    return files;
  }

  /** How many partitions the topics want. */
  public int partitions() {
    return partitions;
  }

  /** The next message, or null after the last one. */
  public Message next() throws IOException {
    PartitionLog log = ahead.poll();
    if (log == null) {
      return null;
    }
    Message message = log.next();
    addIfAny(log);
    return message;
  }

  private void addIfAny(PartitionLog log) throws IOException {
    if (log.advance()) {
      ahead.add(log);
    }
  }

  /**
   * All messages in an order that only the seed knows: for tests of what must not depend on it.
   * They are all held in memory.
   */
  public List<Message> shuffled(long seed) throws IOException {
    List<Message> all = new ArrayList<>();
    for (Message message = next(); message != null; message = next()) {
      all.add(message);
    }
    Collections.shuffle(all, new Random(seed));
    return all;
  }

  @Override
  public void close() throws IOException {
    for (PartitionLog log : ahead) {
      log.close();
    }
  }
}
