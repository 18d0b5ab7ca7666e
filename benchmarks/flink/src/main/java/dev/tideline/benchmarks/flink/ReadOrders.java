package dev.tideline.benchmarks.flink;

import dev.tideline.benchmarks.peers.OrderReader;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderType;
import dev.tideline.store.Stores;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Parses events, puts aside what is none, and leaves out refunds and what is too late. */
final class ReadOrders extends ProcessFunction<ConsumerRecord<byte[], byte[]>, StoreEvent> {

  private static final long serialVersionUID = 1;

  private final Stores stores;
  private final String parser;
  private transient OrderReader reader;

  ReadOrders(Stores stores, String parser) {
    this.stores = stores;
    this.parser = parser;
  }

  @Override
  public void open(OpenContext context) {
    reader = new OrderReader(stores, parser);
  }

  @Override
  public void processElement(
      ConsumerRecord<byte[], byte[]> message, Context context, Collector<StoreEvent> out) {
    OrderEvent event = reader.read(message);
    if (event == null) {
      context.output(Topics.REJECTED, message.value());
    } else if (event.type() != OrderType.REFUNDED && !OrderReader.late(event)) {
      out.collect(StoreEvent.of(event));
    }
  }
}
