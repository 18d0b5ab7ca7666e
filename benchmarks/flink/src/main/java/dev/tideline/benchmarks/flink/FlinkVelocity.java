package dev.tideline.benchmarks.flink;

import dev.tideline.benchmarks.peers.Arguments;
import dev.tideline.benchmarks.peers.CardPayments;
import dev.tideline.benchmarks.peers.SignalRecords;
import dev.tideline.benchmarks.peers.StoreList;
import dev.tideline.payment.CardToken;
import dev.tideline.store.Stores;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * fraud-velocity over a topic, in Flink's DataStream API: payments keyed by their card, a value and
 * a timer a card.
 */
public final class FlinkVelocity {

  private static final TypeInformation<CardToken> CARD =
      new CodecType<>(CardToken.class, new CardSerializer());
  private static final Duration IDLE = Duration.ofSeconds(2);

  private FlinkVelocity() {}

  /** Reads a topic, see {@link Arguments}. */
  public static void main(String[] arguments) throws Exception {
    Arguments given = Arguments.of(arguments);
    StreamExecutionEnvironment env = Environments.stream(given);
    SingleOutputStreamOperator<CardPayment> payments =
        env.fromSource(Topics.source(given), watermarks(given), "payments")
            .process(
                new ReadPayments(
                    Stores.of(StoreList.read(given.path("stores"))), given.text("parser")))
            .returns(new CodecType<>(CardPayment.class, new CardPayment.Serializer()));
    payments.getSideOutput(Topics.REJECTED).sinkTo(Topics.deadLetters(given));
    String topic = given.text("signals");
    payments
        .keyBy(CardPayment::card, CARD)
        .process(new Watching(given.number("threshold")))
        .sinkTo(
            Topics.sink(
                given,
                (signal, context, time) ->
                    SignalRecords.of(
                        topic,
                        signal.card,
                        signal.payment,
                        signal.time,
                        signal.score,
                        signal.ingested)));
    env.execute("fraud-velocity");
  }

  /** By the time of ingest, which is the timestamp of each record. */
  private static WatermarkStrategy<ConsumerRecord<byte[], byte[]>> watermarks(Arguments given) {
    WatermarkStrategy<ConsumerRecord<byte[], byte[]>> watermarks =
        WatermarkStrategy.forMonotonousTimestamps();
    return given.untilNow() ? watermarks : watermarks.withIdleness(IDLE);
  }

  /**
   * A payment that is flagged, or flagged anew.
   *
   * @param card its card
   * @param payment its id
   * @param time when it was made, ms since the epoch
   * @param score how many payments there were
   * @param ingested when the payment was ingested that caused it, ms since the epoch
   */
  public record Signal(CardToken card, String payment, long time, int score, long ingested) {}

  /** Keeps the latest payments of each card; its timer is when the last of them is of no use. */
  private static final class Watching extends KeyedProcessFunction<CardToken, CardPayment, Signal> {

    private static final long serialVersionUID = 1;

    private final int threshold;
    private transient ValueState<CardPayments> latest;

    Watching(int threshold) {
      this.threshold = threshold;
    }

    @Override
    public void open(OpenContext context) {
      latest =
          getRuntimeContext()
              .getState(new ValueStateDescriptor<>("latest", new LatestSerializer()));
    }

    @Override
    public void processElement(CardPayment payment, Context context, Collector<Signal> out)
        throws IOException {
      CardPayments known = latest.value();
      CardPayments payments = known == null ? new CardPayments() : known;
      boolean added =
          payments.add(
              payment.id(),
              payment.time(),
              threshold,
              (id, time, score) ->
                  out.collect(new Signal(payment.card(), id, time, score, payment.ingested())));
      if (added) {
        latest.update(payments);
      }
      if (known == null) {
        context.timerService().registerEventTimeTimer(payment.time() + CardPayments.KEPT);
      }
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Signal> out)
        throws IOException {
      CardPayments payments = latest.value();
      payments.forget(time - CardPayments.KEPT);
      if (payments.isEmpty()) {
        latest.clear();
      } else {
        latest.update(payments);
        context.timerService().registerEventTimeTimer(payments.lastTime() + CardPayments.KEPT);
      }
    }
  }

  /** Of cards. */
  public static final class CardSerializer extends CodecSerializer<CardToken> {

    private static final long serialVersionUID = 1;

    @Override
    protected void write(CardToken card, DataOutput out) throws IOException {
      out.writeLong(card.high());
      out.writeLong(card.low());
    }

    @Override
    protected CardToken read(DataInput in) throws IOException {
      return new CardToken(in.readLong(), in.readLong());
    }
  }

  /** Of what is known of a card, which is changed in place. */
  public static final class LatestSerializer extends CodecSerializer<CardPayments> {

    private static final long serialVersionUID = 1;

    @Override
    public boolean isImmutableType() {
      return false;
    }

    @Override
    public CardPayments copy(CardPayments from) {
      return from.copy();
    }

    @Override
    protected void write(CardPayments payments, DataOutput out) throws IOException {
      payments.write(out);
    }

    @Override
    protected CardPayments read(DataInput in) throws IOException {
      return CardPayments.read(in);
    }
  }
}
