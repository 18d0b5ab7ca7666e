package dev.tideline.revenue;

import static dev.tideline.encoding.Fields.count;
import static dev.tideline.encoding.Fields.number;
import static dev.tideline.encoding.Fields.text;
import static dev.tideline.encoding.Fields.total;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;

/** The bytes of the P&amp;L's types. */
public final class RevenueCoders {

  /** Store and day. */
  public static final Coder<StoreDay> STORE_DAY = new StoreDayCoder();

  /** The sums of a category. */
  public static final Coder<Revenue> REVENUE = new RevenueCoder();

  /** The sums of a day. */
  public static final Coder<DayRevenue> DAY = new DayCoder();

  /** A row. */
  public static final Coder<RevenueRow> ROW = new RowCoder();

  private RevenueCoders() {}

  private static final class StoreDayCoder extends AtomicCoder<StoreDay> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(StoreDay day, OutputStream out) throws IOException {
      text(day.storeId(), out);
      count(day.businessDay(), out);
    }

    @Override
    public StoreDay decode(InputStream in) throws IOException {
      return new StoreDay(text(in), count(in));
    }
  }

  private static final class RevenueCoder extends AtomicCoder<Revenue> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(Revenue sums, OutputStream out) throws IOException {
      number(sums.events(), out);
      number(sums.lines(), out);
      number(sums.orders(), out);
      total(sums.units(), out);
      total(sums.revenue(), out);
      total(sums.refunds(), out);
      total(sums.cost(), out);
    }

    @Override
    public Revenue decode(InputStream in) throws IOException {
      return new Revenue(
          number(in), number(in), number(in), total(in), total(in), total(in), total(in));
    }
  }

  private static final class DayCoder extends AtomicCoder<DayRevenue> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(DayRevenue day, OutputStream out) throws IOException {
      count(day.businessDay(), out);
      count(day.categories().size(), out);
      for (Map.Entry<String, Revenue> category : day.categories().entrySet()) {
        text(category.getKey(), out);
        REVENUE.encode(category.getValue(), out);
      }
    }

    @Override
    public DayRevenue decode(InputStream in) throws IOException {
      int businessDay = count(in);
      SortedMap<String, Revenue> categories = new TreeMap<>();
      for (int left = count(in); left > 0; left--) {
        categories.put(text(in), REVENUE.decode(in));
      }
      return new DayRevenue(businessDay, categories);
    }
  }

  private static final class RowCoder extends AtomicCoder<RevenueRow> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(RevenueRow row, OutputStream out) throws IOException {
      STORE_DAY.encode(row.day(), out);
      text(row.category(), out);
      text(row.currency(), out);
      REVENUE.encode(row.revenue(), out);
      number(row.dayEvents(), out);
    }

    @Override
    public RevenueRow decode(InputStream in) throws IOException {
      return new RevenueRow(
          STORE_DAY.decode(in), text(in), text(in), REVENUE.decode(in), number(in));
    }
  }
}
