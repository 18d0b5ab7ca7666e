package dev.tideline.io.sql;

import static dev.tideline.encoding.Fields.fixed;
import static dev.tideline.encoding.Fields.text;

import dev.tideline.row.RowFormat;
import dev.tideline.sum.Total;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;

/** A row with a column of each kind. */
record Measure(String name, long day, long value, long version) {

  static final RowFormat<Measure> FORMAT =
      RowFormat.<Measure>named("measures")
          .text("name", Measure::name)
          .day("day", Measure::day)
          .number("value", Measure::value)
          .decimal("amount", row -> row.sum(Long.MAX_VALUE))
          .total("units", row -> row.sum(0))
          .time("at", row -> row.day * 86_400_000 + row.version)
          .text("offset", row -> "v" + row.version) // a word that SQL knows
          .keyedBy("name", "day")
          .versionedBy(Measure::version);

  static final SqlTable<Measure> TABLE = SqlTable.of(FORMAT);

  static final Coder<Measure> CODER = new MeasureCoder();

  static Measure of(String name, long version) {
    return new Measure(name, 20_529, version * 7, version);
  }

  /** The value and more of its sign, so that some are larger than a long. */
  private Total sum(long more) {
    return Total.of(value).plus(Total.of(value < 0 ? -more : value > 0 ? more : 0));
  }

  /** Some versions of some rows, in an order that the seed decides, some of them twice. */
  static List<Measure> shuffled(int names, int versions, Random random) {
    List<Measure> rows = new ArrayList<>();
    for (int name = 0; name < names; name++) {
      for (int version = 0; version < versions; version++) {
        rows.add(of("n" + name, version));
        if (random.nextInt(4) == 0) {
          rows.add(of("n" + name, version));
        }
      }
    }
    Collections.shuffle(rows, random);
    return rows;
  }

  /** The texts of the newest row of each key, sorted. */
  static List<String> newest(List<Measure> rows) {
    Map<String, Measure> newest = new HashMap<>();
    Comparator<Measure> byVersion = Comparator.comparingLong(Measure::version);
    for (Measure row : rows) {
      newest.merge(
          row.name + row.day, row, (one, two) -> byVersion.compare(one, two) > 0 ? one : two);
    }
    return newest.values().stream().map(FORMAT::toJson).sorted().toList();
  }

  private static final class MeasureCoder extends AtomicCoder<Measure> {
    @Override
    public void encode(Measure row, OutputStream out) throws IOException {
      text(row.name, out);
      fixed(row.day, out);
      fixed(row.value, out);
      fixed(row.version, out);
    }

    @Override
    public Measure decode(InputStream in) throws IOException {
      return new Measure(text(in), fixed(in), fixed(in), fixed(in));
    }
  }
}
