package dev.tideline.run;

import dev.tideline.fraud.FraudSignal;
import dev.tideline.kafka.Cluster;
import dev.tideline.row.RowFormat;
import dev.tideline.sink.Signals;
import dev.tideline.sql.AnswerTables;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.values.PCollection;

/**
 * Where a live run puts its rows, and reads them back.
 *
 * @param <R> the row
 */
public interface RowOutlet<R> {

  /** Puts them there as they come. */
  void write(PCollection<R> rows);

  /** The final rows that are there now, in their canonical text. */
  List<String> read() throws IOException;

  /** The topic of signals that they are sent to, if they are. */
  default Optional<Signals> sentTo() {
    return Optional.empty();
  }

  /** A topic of signals. */
  static RowOutlet<FraudSignal> signals(Signals signals, Cluster cluster) {
    return new RowOutlet<>() {
      @Override
      public void write(PCollection<FraudSignal> rows) {
        rows.apply("SendSignals", signals.sendTo(cluster));
      }

      @Override
      public List<String> read() throws IOException {
        return signals.finalSignals(cluster);
      }

      @Override
      public Optional<Signals> sentTo() {
        return Optional.of(signals);
      }
    };
  }

  /** The table of their format. */
  static <R> RowOutlet<R> table(AnswerTables tables, RowFormat<R> format) {
    return new RowOutlet<>() {
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
