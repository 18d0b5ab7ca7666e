package dev.tideline.dashboard;

import static dev.tideline.encoding.Fields.count;
import static dev.tideline.encoding.Fields.fixed;
import static dev.tideline.encoding.Fields.number;
import static dev.tideline.encoding.Fields.text;
import static dev.tideline.encoding.Fields.total;

import dev.tideline.dashboard.ActivityByStore.StoreCurrency;
import dev.tideline.encoding.BlockCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;

/** The bytes of the dashboard's types. */
public final class DashboardCoders {

  /** The histogram: two short numbers per bucket in use. */
  public static final Coder<ServiceTimes> SERVICE_TIMES = new ServiceTimesCoder();

  /** The sums. */
  public static final Coder<StoreActivity> ACTIVITY = new ActivityCoder();

  /** The sums of several stores. */
  public static final Coder<ActivityByStore> BY_STORE = BlockCoder.of(new ByStoreCoder());

  /** A row. */
  public static final Coder<DashboardRow> ROW = new RowCoder();

  private DashboardCoders() {}

  private static final class ServiceTimesCoder extends AtomicCoder<ServiceTimes> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(ServiceTimes times, OutputStream out) throws IOException {
      int[] buckets = times.buckets();
      long[] counts = times.counts();
      count(buckets.length, out);
      int before = 0;
      for (int i = 0; i < buckets.length; i++) {
        count(buckets[i] - before, out);
        number(counts[i], out);
        before = buckets[i];
      }
    }

    @Override
    public ServiceTimes decode(InputStream in) throws IOException {
      int[] buckets = new int[count(in)];
      long[] counts = new long[buckets.length];
      int before = 0;
      for (int i = 0; i < buckets.length; i++) {
        buckets[i] = before + count(in);
        counts[i] = number(in);
        before = buckets[i];
      }
      return new ServiceTimes(buckets, counts);
    }
  }

  private static final class ActivityCoder extends AtomicCoder<StoreActivity> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(StoreActivity activity, OutputStream out) throws IOException {
      number(activity.orders(), out);
      total(activity.revenue(), out);
      number(activity.cancellations(), out);
      SERVICE_TIMES.encode(activity.serviceTimes(), out);
    }

    @Override
    public StoreActivity decode(InputStream in) throws IOException {
      return new StoreActivity(number(in), total(in), number(in), SERVICE_TIMES.decode(in));
    }
  }

  private static final class ByStoreCoder extends AtomicCoder<ActivityByStore> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(ActivityByStore activity, OutputStream out) throws IOException {
      count(activity.stores().size(), out);
      for (Map.Entry<StoreCurrency, StoreActivity> store : activity.stores().entrySet()) {
        text(store.getKey().storeId(), out);
        text(store.getKey().currency(), out);
        ACTIVITY.encode(store.getValue(), out);
      }
    }

    @Override
    public ActivityByStore decode(InputStream in) throws IOException {
      SortedMap<StoreCurrency, StoreActivity> stores = new TreeMap<>();
      for (int left = count(in); left > 0; left--) {
        stores.put(new StoreCurrency(text(in), text(in)), ACTIVITY.decode(in));
      }
      return new ActivityByStore(stores);
    }
  }

  private static final class RowCoder extends AtomicCoder<DashboardRow> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(DashboardRow row, OutputStream out) throws IOException {
      text(row.storeId(), out);
      fixed(row.windowEnd(), out);
      text(row.currency(), out);
      ACTIVITY.encode(row.activity(), out);
    }

    @Override
    public DashboardRow decode(InputStream in) throws IOException {
      return new DashboardRow(text(in), fixed(in), text(in), ACTIVITY.decode(in));
    }
  }
}
