package dev.tideline.revenue;

import static dev.tideline.coding.Fields.count;
import static dev.tideline.coding.Fields.fixed;
import static dev.tideline.coding.Fields.number;
import static dev.tideline.coding.Fields.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;

/** The bytes of the P&amp;L's types. */
public final class RevenueCoders {

  /** Store, day, category. */
  public static final Coder<RevenueKey> KEY = new KeyCoder();

  /** The sums. */
  public static final Coder<Revenue> REVENUE = new SumsCoder();

  /** A row. */
  public static final Coder<RevenueRow> ROW = new RowCoder();

  private RevenueCoders() {}

  private static final class KeyCoder extends AtomicCoder<RevenueKey> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(RevenueKey key, OutputStream out) throws IOException {
      text(key.storeId(), out);
      count(key.businessDay(), out);
      text(key.category(), out);
    }

    @Override
    public RevenueKey decode(InputStream in) throws IOException {
      return new RevenueKey(text(in), count(in), text(in));
    }

    @Override
    public boolean consistentWithEquals() {
      return true; // so runners may compare keys instead of bytes
    }
  }

  private static final class SumsCoder extends AtomicCoder<Revenue> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(Revenue sums, OutputStream out) throws IOException {
      number(sums.events(), out);
      number(sums.lines(), out);
      number(sums.orders(), out);
      fixed(sums.units(), out);
      fixed(sums.revenue(), out);
      fixed(sums.refunds(), out);
      fixed(sums.cost(), out);
    }

    @Override
    public Revenue decode(InputStream in) throws IOException {
      return new Revenue(
          number(in), number(in), number(in), fixed(in), fixed(in), fixed(in), fixed(in));
    }
  }

  private static final class RowCoder extends AtomicCoder<RevenueRow> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(RevenueRow row, OutputStream out) throws IOException {
      KEY.encode(row.key(), out);
      text(row.currency(), out);
      REVENUE.encode(row.revenue(), out);
    }

    @Override
    public RevenueRow decode(InputStream in) throws IOException {
      return new RevenueRow(KEY.decode(in), text(in), REVENUE.decode(in));
    }
  }
}
