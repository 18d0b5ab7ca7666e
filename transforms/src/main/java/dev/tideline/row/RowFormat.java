package dev.tideline.row;

import dev.tideline.json.JsonText;
import dev.tideline.sum.Total;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of an answer's rows, in order: the one definition behind every form a row is written
 * in. It has business columns only, so two runs agree if and only if their rows' texts do.
 *
 * <p>A format may also say which columns name a row, and which of two rows of one key is the newer.
 * That version is no column: it is for those who keep rows and must not put an older one over a
 * newer.
 *
 * @param <R> the row
 */
public final class RowFormat<R> implements Serializable {

  private static final long serialVersionUID = 1;

  private final String name;
  private final ArrayList<Column<R>> columns;
  private final ArrayList<String> key;
  private final LongOf<R> version;

  private RowFormat(String name, List<Column<R>> columns, List<String> key, LongOf<R> version) {
    this.name = name;
    this.columns = new ArrayList<>(columns);
    this.key = new ArrayList<>(key);
    this.version = version;
  }

  /** A format without columns; each further call gives the format with one more. */
  public static <R> RowFormat<R> named(String name) {
    return new RowFormat<>(name, List.of(), List.of(), row -> 0);
  }

  /** Text. */
  public RowFormat<R> text(String column, TextOf<R> value) {
    return with(new TextColumn<>(column, value));
  }

  /** A day, from its epoch day; as JSON {@code "2026-03-17"}. */
  public RowFormat<R> day(String column, LongOf<R> epochDay) {
    return with(new LongColumn<>(column, Kind.DAY, epochDay));
  }

  /** A time, from ms since the epoch; as JSON {@code "2026-03-17T23:58:00.000Z"}. */
  public RowFormat<R> time(String column, LongOf<R> millis) {
    return with(new LongColumn<>(column, Kind.TIME, millis));
  }

  /** A whole number. */
  public RowFormat<R> number(String column, LongOf<R> value) {
    return with(new LongColumn<>(column, Kind.WHOLE, value));
  }

  /** A whole number that is a sum, and so may be larger than a long. */
  public RowFormat<R> total(String column, TotalOf<R> value) {
    return with(new TotalColumn<>(column, false, value));
  }

  /** A number of four decimals, such as an amount, from 1/10 000; as JSON {@code 12.3400}. */
  public RowFormat<R> decimal(String column, TotalOf<R> tenThousandths) {
    return with(new TotalColumn<>(column, true, tenThousandths));
  }

  /**
   * The columns that name a row, some of those given before.
   *
   * @throws IllegalArgumentException if there is no such column
   */
  public RowFormat<R> keyedBy(String... names) {
    for (String column : names) {
      if (columns.stream().noneMatch(known -> known.name().equals(column))) {
        throw new IllegalArgumentException(name + " has no column " + column);
      }
    }
    return new RowFormat<>(name, columns, List.of(names), version);
  }

  /** Of two rows of one key the one of the greater version is the newer; equal ones are equal. */
  public RowFormat<R> versionedBy(LongOf<R> value) {
    return new RowFormat<>(name, columns, key, value);
  }

  /** What rows of this format are called. */
  public String name() {
    return name;
  }

  /** The columns in order. */
  public List<Column<R>> columns() {
    return List.copyOf(columns);
  }

  /** The names of the columns that name a row; empty if the format does not say. */
  public List<String> key() {
    return List.copyOf(key);
  }

  /** What tells a newer row of a key from an older one; the same for all if nothing was given. */
  public LongOf<R> version() {
    return version;
  }

  /** The row's one text form: a JSON object on one line, its fields in the order of the columns. */
  public String toJson(R row) {
    return JsonText.object(json -> write(row, json));
  }

  /** Writes the row's columns as fields of an object. */
  public void write(R row, JsonText json) {
    for (Column<R> column : columns) {
      write(column, row, json);
    }
  }

  private static <R> void write(Column<R> column, R row, JsonText json) {
    if (column instanceof LongColumn<R> number) {
      long value = number.value().of(row);
      switch (number.kind()) {
        case WHOLE -> json.number(number.name(), value);
        case TIME -> json.time(number.name(), value);
        case DAY -> json.text(number.name(), LocalDate.ofEpochDay(value).toString());
      }
    } else if (column instanceof TotalColumn<R> total) {
      total.write(total.value().of(row), json);
    } else if (column instanceof TextColumn<R> text) {
      json.text(text.name(), text.value().of(row));
    }
  }

  private RowFormat<R> with(Column<R> column) {
    List<Column<R>> more = new ArrayList<>(columns);
    more.add(column);
    return new RowFormat<>(name, more, key, version);
  }

  /** What the long of a column stands for. */
  public enum Kind {
    /** Itself. */
    WHOLE,
    /** Ms since the epoch, UTC. */
    TIME,
    /** Days since the epoch. */
    DAY
  }

  /** A column. */
  public sealed interface Column<R> extends Serializable {
    /** Its name, in snake case. */
    String name();
  }

  /** A column of text, never null. */
  public record TextColumn<R>(String name, TextOf<R> value) implements Column<R> {}

  /** A column of longs. */
  public record LongColumn<R>(String name, Kind kind, LongOf<R> value) implements Column<R> {}

  /**
   * A column of sums.
   *
   * @param decimal whether they are in 1/10 000 and written with four decimals, or whole
   */
  public record TotalColumn<R>(String name, boolean decimal, TotalOf<R> value)
      implements Column<R> {

    /** Writes a value of this column in its one text form. */
    public void write(Total total, JsonText json) {
      if (decimal) {
        json.amount(name, total);
      } else {
        json.decimal(name, total.toString());
      }
    }
  }

  /** Takes a text from a row. */
  @FunctionalInterface
  public interface TextOf<R> extends Serializable {
    /** The text, never null. */
    String of(R row);
  }

  /** Takes a long from a row. */
  @FunctionalInterface
  public interface LongOf<R> extends Serializable {
    /** The long. */
    long of(R row);
  }

  /** Takes a sum from a row. */
  @FunctionalInterface
  public interface TotalOf<R> extends Serializable {
    /** The sum, never null. */
    Total of(R row);
  }
}
