package dev.tideline.io.archive;

import dev.tideline.io.parquet.ColumnChunk;
import dev.tideline.io.parquet.LazyTexts;
import dev.tideline.io.parquet.OpenRowGroup;
import dev.tideline.io.parquet.Rows;
import dev.tideline.io.parquet.Utf8;
import java.io.IOException;
import java.util.Arrays;

/** The columns of the lines of orders: the lines of all orders of a batch, one after the other. */
final class LineColumns {

  private final ColumnChunk categoryColumn;
  private final ColumnChunk quantityColumn;
  private final ColumnChunk amountColumn;
  private final ColumnChunk costColumn;
  private final LazyTexts sku;

  /** Where the lines of each order begin; those of the last end where the next would begin. */
  private final int[] first = new int[Rows.BATCH + 1];

  private String[] category = {};
  private int[] quantity = {};
  private long[] amount = {};
  private long[] cost = {};

  LineColumns(OpenRowGroup from) throws IOException {
    this.categoryColumn = from.column("lines", "list", "element", "category");
    this.quantityColumn = from.column("lines", "list", "element", "quantity");
    this.amountColumn = from.column("lines", "list", "element", "amount");
    this.costColumn = from.column("lines", "list", "element", "cost");
    this.sku = from.later("lines", "list", "element", "sku");
  }

  void load(int rows) throws IOException {
    quantityColumn.lists(first, rows);
    int lines = first[rows];
    makeRoomFor(lines);
    categoryColumn.objects(category, lines, Utf8::textOrNull);
    quantityColumn.ints(quantity, lines);
    amountColumn.longs(amount, lines);
    costColumn.longs(cost, lines);
    sku.next(lines);
  }

  private void makeRoomFor(int lines) {
    if (lines > quantity.length) {
      int room = lines + lines / 4;
      category = Arrays.copyOf(category, room);
      quantity = new int[room];
      amount = new long[room];
      cost = new long[room];
    }
  }

  /** Where the lines of a row begin. */
  int firstOf(int row) {
    return first[row];
  }

  String sku(int line) {
    return sku.get(line);
  }

  String category(int line) {
    return category[line];
  }

  int quantity(int line) {
    return quantity[line];
  }

  long amount(int line) {
    return amount[line];
  }

  long cost(int line) {
    return cost[line];
  }
}
