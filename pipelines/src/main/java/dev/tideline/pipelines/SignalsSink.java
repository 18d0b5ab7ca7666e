package dev.tideline.pipelines;

import dev.tideline.fraud.FraudSignal;
import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.io.sort.SortedTexts;
import dev.tideline.io.sql.TableRows;
import dev.tideline.pipelines.signals.SignalsTopic;
import dev.tideline.pipelines.spec.RowSink;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.values.PCollection;

/** Sends fraud signals to their topic. */
record SignalsSink(SignalsTopic signals, KafkaCluster cluster) implements RowSink<FraudSignal> {

  /** To the topic where Kafka is read, else into a table. */
  static RowSink.Factory<FraudSignal> whereKafkaIsRead() {
    RowSink.Factory<FraudSignal> table = RowSink.table(FraudSignal.FORMAT);
    return (mode, tables) ->
        mode.input()
            .topic()
            .<RowSink<FraudSignal>>map(
                kafka ->
                    new SignalsSink(new SignalsTopic(mode.live().signalsTopic()), kafka.cluster()))
            .orElseGet(() -> table.of(mode, tables));
  }

  @Override
  public List<TableRows<?>> write(PCollection<FraudSignal> rows) {
    rows.apply("SendSignals", signals.sendTo(cluster));
    return List.of();
  }

  @Override
  public void read(SortedTexts.Each each) throws IOException {
    signals.finalSignals(cluster, each);
  }

  @Override
  public Optional<SignalsTopic> sentTo() {
    return Optional.of(signals);
  }
}
