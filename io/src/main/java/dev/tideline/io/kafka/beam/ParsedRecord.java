package dev.tideline.io.kafka.beam;

import dev.tideline.event.EventView;
import dev.tideline.io.unbounded.EventBatch;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.io.kafka.DeserializerProvider;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * A record as it goes through KafkaIO: parsed by the consumer, which knows its offset and time, and
 * taken out by the deserializer, which is told neither. So its bytes, which may hold the number of
 * a card, go no further.
 *
 * @param events the one record; none at the end of the reader
 */
record ParsedRecord<E extends EventView>(EventBatch<E> events) implements Header {

  private static final String KEY = "parsed";
  private static final byte[] NOTHING = {};

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public byte[] value() {
    return NOTHING;
  }

  /** Takes out what was parsed. */
  static <E extends EventView> DeserializerProvider<EventBatch<E>> events(
      Coder<EventBatch<E>> coder) {
    return new Provider<>(coder);
  }

  private record Provider<E extends EventView>(Coder<EventBatch<E>> coder)
      implements DeserializerProvider<EventBatch<E>> {

    @Override
    public Deserializer<EventBatch<E>> getDeserializer(Map<String, ?> config, boolean isKey) {
      return new TakeOut<>();
    }

    @Override
    public Coder<EventBatch<E>> getCoder(CoderRegistry registry) {
      return coder;
    }
  }

  private static final class TakeOut<E extends EventView> implements Deserializer<EventBatch<E>> {

    @Override
    @SuppressWarnings("unchecked") // a reader has one type of event
    public EventBatch<E> deserialize(String topic, Headers headers, byte[] data) {
      return ((ParsedRecord<E>) headers.lastHeader(KEY)).events();
    }

    @Override
    public EventBatch<E> deserialize(String topic, byte[] data) {
      throw new UnsupportedOperationException("only with what the consumer has parsed");
    }
  }
}
