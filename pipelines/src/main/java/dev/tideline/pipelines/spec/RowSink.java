package dev.tideline.pipelines.spec;

import dev.tideline.fraud.FraudSignal;
import dev.tideline.io.answer.AnswerTables;
import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.pipelines.signals.SignalsTopic;
import dev.tideline.row.RowFormat;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.values.PCollection;

/**
 * Where a live run puts its rows, and reads them back.
 *
 * @param <R> the row
 */
public interface RowSink<R> {

  /** Puts them there as they come. */
  void write(PCollection<R> rows);

  /** The final rows that are there now, in their canonical text. */
  List<String> read() throws IOException;

  /** The topic of signals that they are sent to, if they are. */
  default Optional<SignalsTopic> sentTo() {
    return Optional.empty();
  }

  /** A topic of signals. */
  static RowSink<FraudSignal> signals(SignalsTopic signals, KafkaCluster cluster) {
    return new RowSink<>() {
      @Override
      public void write(PCollection<FraudSignal> rows) {
        rows.apply("SendSignals", signals.sendTo(cluster));
      }

      @Override
      public List<String> read() throws IOException {
        return signals.finalSignals(cluster);
      }

      @Override
      public Optional<SignalsTopic> sentTo() {
        return Optional.of(signals);
      }
    };
  }

  /** The table of their format. */
  static <R> RowSink<R> table(AnswerTables tables, RowFormat<R> format) {
    return new RowSink<>() {
      @Override
      public void write(PCollection<R> rows) {
        tables.rows(rows, format);
      }

      @Override
      public List<String> read() throws IOException {
        return tables.stored().rows(format);
      }
    };
  }
}
