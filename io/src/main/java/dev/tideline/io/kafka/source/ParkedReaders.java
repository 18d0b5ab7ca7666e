package dev.tideline.io.kafka.source;

import dev.tideline.event.EventView;
import dev.tideline.io.kafka.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Readers that a runner has closed, kept for a short while: the Direct runner closes one bundle's
 * reader in twenty just to open another at the same checkpoint mark, and Spark's cache lets go of
 * those of a slow batch. A reader that is taken back need not learn from the log what it knows.
 */
public final class ParkedReaders {

  private static final Logger LOG = LoggerFactory.getLogger(ParkedReaders.class);

  private static final long SECONDS = 30;

  private static final Map<List<Object>, KafkaReader<?, ?>> PARKED = new HashMap<>();

  private static final ScheduledExecutorService CLOSER =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "close-kafka-readers");
            thread.setDaemon(true);
            return thread;
          });

  private ParkedReaders() {}

  static void park(KafkaReader<?, ?> reader) {
    List<Object> key = reader.getCurrentSource().identity();
    KafkaReader<?, ?> other;
    synchronized (PARKED) {
      other = PARKED.put(key, reader);
    }
    if (other != null) {
      other.shut();
    }
    ScheduledFuture<?> unused =
        CLOSER.schedule(() -> expire(key, reader), SECONDS, TimeUnit.SECONDS);
  }

  /** Closes all: no more is read in this process for now. */
  public static void closeAll() {
    Map<List<Object>, KafkaReader<?, ?>> all;
    synchronized (PARKED) {
      all = Map.copyOf(PARKED);
    }
    all.forEach(ParkedReaders::expire);
  }

  private static void expire(List<Object> key, KafkaReader<?, ?> reader) {
    boolean there;
    synchronized (PARKED) {
      there = PARKED.remove(key, reader);
    }
    if (there) {
      try {
        reader.shut();
      } catch (KafkaException failure) { // nobody else would see it
        LOG.warn("a reader of {} was not closed well", key, failure);
      }
    }
  }

  /** The reader of a source that is exactly at these positions, or null. */
  @SuppressWarnings("unchecked") // an identity belongs to one source, with its types
  static <E extends V, V extends EventView> KafkaReader<E, V> take(
      KafkaSource<E, V> source, Map<Integer, Position> positions) {
    KafkaReader<?, ?> reader;
    synchronized (PARKED) {
      reader = PARKED.remove(source.identity());
    }
    if (reader != null && !reader.isAt(positions)) {
      reader.shut();
      return null;
    }
    return (KafkaReader<E, V>) reader;
  }
}
