package dev.tideline.benchmarks.streams;

import dev.tideline.benchmarks.peers.PaymentReader;
import dev.tideline.payment.CardToken;
import dev.tideline.payment.Payment;
import dev.tideline.store.Stores;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Parses payments, and leaves out what is too late. */
final class Reading implements Processor<byte[], byte[], CardToken, Reading.Read> {

  /**
   * What became of a record.
   *
   * @param payment that of the card which is the key; null if it is none
   * @param rejected the bytes of a record that is none
   */
  @SuppressWarnings("ArrayRecordComponent") // none is ever compared
  record Read(CardPayment payment, byte[] rejected) {}

  private final PaymentReader reader;
  private final Runnable done;
  private ProcessorContext<CardToken, Read> context;

  /**
   * Reads payments of these stores.
   *
   * @param parser tideline or jackson
   * @param done is run after each record that no card is told of
   */
  Reading(Stores stores, String parser, Runnable done) {
    this.reader = new PaymentReader(stores, parser);
    this.done = done;
  }

  @Override
  public void init(ProcessorContext<CardToken, Read> context) {
    this.context = context;
  }

  @Override
  public void process(Record<byte[], byte[]> message) {
    RecordMetadata from = context.recordMetadata().orElseThrow();
    Payment payment = reader.read(consumed(message, from));
    if (payment == null) {
      forward(null, new Read(null, message.value()), message);
      done.run();
    } else if (PaymentReader.late(payment)) {
      done.run();
    } else {
      CardPayment ofCard =
          new CardPayment(
              payment.paymentId(), payment.eventTime(), payment.ingestTime(), from.partition());
      forward(payment.card(), new Read(ofCard, null), message);
    }
  }

  private void forward(CardToken card, Read read, Record<byte[], byte[]> message) {
    context.forward(new Record<>(card, read, message.timestamp()));
  }

  private static ConsumerRecord<byte[], byte[]> consumed(
      Record<byte[], byte[]> message, RecordMetadata from) {
    return new ConsumerRecord<>(
        from.topic(),
        from.partition(),
        from.offset(),
        message.timestamp(),
        TimestampType.CREATE_TIME,
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        null,
        message.value(),
        new RecordHeaders(),
        Optional.empty());
  }
}
