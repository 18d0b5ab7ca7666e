package dev.tideline.benchmarks.spark;

import dev.tideline.benchmarks.peers.Arguments;
import dev.tideline.benchmarks.peers.CardPayments;
import dev.tideline.benchmarks.peers.PaymentReader;
import dev.tideline.benchmarks.peers.Repetitions;
import dev.tideline.benchmarks.peers.SignalRecords;
import dev.tideline.benchmarks.peers.StoreList;
import dev.tideline.payment.CardToken;
import dev.tideline.payment.Payment;
import dev.tideline.store.Store;
import dev.tideline.store.Stores;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.spark.api.java.function.FlatMapGroupsWithStateFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.GroupState;
import org.apache.spark.sql.streaming.GroupStateTimeout;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.types.StructType;

/**
 * fraud-velocity in Structured Streaming: a state for each card, which times out. A query has one
 * sink, so records that are no payments pass by the cards, each as a group of its own without a
 * state, and every message says which topic it is for.
 */
public final class StructuredVelocity {

  /** A payment, its time in ms since the epoch; or the bytes of a record that is none. */
  private static final StructType ARRIVAL =
      StructType.fromDDL(
          "card STRING, payment_id STRING, event_time BIGINT, ingested TIMESTAMP, rejected BINARY");

  private static final int CARD = 0;
  private static final int PAYMENT_ID = 1;
  private static final int EVENT_TIME = 2;
  private static final int INGESTED = 3;
  private static final int REJECTED = 4;

  private static final StructType MESSAGE =
      StructType.fromDDL(
          "topic STRING, key BINARY, value BINARY,"
              + " headers ARRAY<STRUCT<key: STRING, value: BINARY>>");

  private StructuredVelocity() {}

  /** Reads a topic, see {@link Arguments}. */
  public static void main(String[] arguments) throws Exception {
    Arguments given = Arguments.of(arguments);
    Repetitions.of(1, () -> run(given));
  }

  private static void run(Arguments given) throws Exception {
    List<Store> stores = StoreList.read(given.path("stores"));
    String topic = given.text("topic");
    String parser = given.text("parser");
    MapPartitionsFunction<Row, Row> parse =
        records -> arrivals(records, topic, new PaymentReader(Stores.of(stores), parser));
    Watch watch =
        new Watch(given.text("signals"), given.text("dead-letters"), given.number("threshold"));
    try (SparkSession spark = Topics.session(given)) {
      Dataset<Row> messages =
          Topics.read(spark, given)
              .mapPartitions(parse, Encoders.row(ARRIVAL))
              .withWatermark("ingested", Topics.DISORDER)
              .groupByKey((MapFunction<Row, String>) row -> row.getString(CARD), Encoders.STRING())
              .flatMapGroupsWithState(
                  watch,
                  OutputMode.Update(),
                  Encoders.BINARY(),
                  Encoders.row(MESSAGE),
                  GroupStateTimeout.EventTimeTimeout());
      Topics.run(
          messages
              .writeStream()
              .outputMode(OutputMode.Update())
              .format("kafka")
              .option("kafka.bootstrap.servers", given.text("bootstrap-servers"))
              // A record may be rejected because it is too large.
              .option("kafka.max.request.size", Integer.MAX_VALUE),
          given);
    }
  }

  private static Iterator<Row> arrivals(Iterator<Row> rows, String topic, PaymentReader reader) {
    return Topics.flatMap(
        rows,
        row -> {
          Payment payment = reader.read(Topics.record(row, topic));
          if (payment == null) {
            return RowFactory.create(Topics.place(row), null, null, null, Topics.value(row));
          }
          return PaymentReader.late(payment)
              ? null
              : RowFactory.create(
                  payment.card().toString(),
                  payment.paymentId(),
                  payment.eventTime(),
                  Topics.ingested(row),
                  null);
        });
  }

  /** Watches one card. */
  private record Watch(String signals, String deadLetters, int threshold)
      implements FlatMapGroupsWithStateFunction<String, Row, byte[], Row> {

    @Override
    public Iterator<Row> call(String card, Iterator<Row> arrivals, GroupState<byte[]> state)
        throws IOException {
      if (state.hasTimedOut()) {
        state.remove();
        return List.<Row>of().iterator();
      }
      List<Row> messages = new ArrayList<>();
      CardPayments payments = state.exists() ? read(state.get()) : new CardPayments();
      while (arrivals.hasNext()) {
        Row arrival = arrivals.next();
        if (arrival.isNullAt(PAYMENT_ID)) {
          messages.add(message(new ProducerRecord<>(deadLetters, arrival.getAs(REJECTED))));
          continue;
        }
        payments.add(
            arrival.getString(PAYMENT_ID),
            arrival.getLong(EVENT_TIME),
            threshold,
            (id, time, score) ->
                messages.add(
                    message(
                        SignalRecords.of(
                            signals,
                            CardToken.parse(card),
                            id,
                            time,
                            score,
                            arrival.getTimestamp(INGESTED).getTime()))));
      }
      keep(payments, state);
      return messages.iterator();
    }

    private static void keep(CardPayments payments, GroupState<byte[]> state) throws IOException {
      if (payments.isEmpty()) {
        return;
      }
      payments.forget(state.getCurrentWatermarkMs() - CardPayments.KEPT);
      if (payments.isEmpty()) {
        state.remove();
        return;
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      payments.write(new DataOutputStream(bytes));
      state.update(bytes.toByteArray());
      state.setTimeoutTimestamp(payments.lastTime() + CardPayments.KEPT);
    }

    private static CardPayments read(byte[] bytes) throws IOException {
      return CardPayments.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    private static Row message(ProducerRecord<byte[], byte[]> record) {
      Row[] headers =
          Stream.of(record.headers().toArray())
              .map(header -> RowFactory.create(header.key(), header.value()))
              .toArray(Row[]::new);
      return RowFactory.create(record.topic(), record.key(), record.value(), headers);
    }
  }
}
