package dev.tideline.benchmarks.bench.report;

import dev.tideline.benchmarks.bench.work.DataSet;
import dev.tideline.benchmarks.bench.work.Result;
import java.util.Locale;

/** What there is more of from one data set of a work to the next. */
enum Growth {
  CARDS,
  STORES,
  RECORDS;

  /** In what these two differ: cards, or else stores, or else records. */
  static Growth of(DataSet small, DataSet large) {
    if (small.cards() != large.cards()) {
      return CARDS;
    }
    return small.stores() != large.stores() ? STORES : RECORDS;
  }

  /** How many there are. */
  long size(Result result) {
    return switch (this) {
      case CARDS -> result.data().cards();
      case STORES -> result.data().stores();
      case RECORDS -> result.records();
    };
  }

  /** What they are called in a plot. */
  String unit() {
    return name().toLowerCase(Locale.ROOT);
  }
}
