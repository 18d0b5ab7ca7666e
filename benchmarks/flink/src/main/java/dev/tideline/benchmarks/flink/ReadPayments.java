package dev.tideline.benchmarks.flink;

import dev.tideline.benchmarks.peers.PaymentReader;
import dev.tideline.payment.Payment;
import dev.tideline.store.Stores;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Parses payments, puts aside what is none, and leaves out what is too late. */
final class ReadPayments extends ProcessFunction<ConsumerRecord<byte[], byte[]>, CardPayment> {

  private static final long serialVersionUID = 1;

  private final Stores stores;
  private final String parser;
  private transient PaymentReader reader;

  ReadPayments(Stores stores, String parser) {
    this.stores = stores;
    this.parser = parser;
  }

  @Override
  public void open(OpenContext context) {
    reader = new PaymentReader(stores, parser);
  }

  @Override
  public void processElement(
      ConsumerRecord<byte[], byte[]> message, Context context, Collector<CardPayment> out) {
    Payment payment = reader.read(message);
    if (payment == null) {
      context.output(Topics.REJECTED, message.value());
    } else if (!PaymentReader.late(payment)) {
      out.collect(
          new CardPayment(
              payment.card(), payment.paymentId(), payment.eventTime(), payment.ingestTime()));
    }
  }
}
