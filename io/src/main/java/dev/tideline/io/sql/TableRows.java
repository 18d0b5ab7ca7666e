package dev.tideline.io.sql;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.join.RawUnionValue;
import org.apache.beam.sdk.transforms.join.UnionCoder;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.joda.time.Duration;

/**
 * Rows, and the table that they are to be put into.
 *
 * @param rows in any windows and panes
 * @param <R> the row
 */
public record TableRows<R>(PCollection<R> rows, SqlTable<R> table) {

  /** Rows of several tables as one kind, each tagged with the place of its table in the list. */
  static PCollectionList<RawUnionValue> tagged(List<TableRows<?>> all) {
    List<Coder<?>> coders = new ArrayList<>();
    all.forEach(each -> coders.add(each.rows().getCoder()));
    List<PCollection<RawUnionValue>> tagged = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      tagged.add(all.get(i).tagged(i, UnionCoder.of(coders)));
    }
    return PCollectionList.of(tagged);
  }

  private PCollection<RawUnionValue> tagged(int place, UnionCoder coder) {
    return rows.apply(
            "Tag_" + table.name(),
            MapElements.into(TypeDescriptor.of(RawUnionValue.class))
                .via(row -> new RawUnionValue(place, row)))
        .setCoder(coder)
        // Collections of different windows can't be put together.
        .apply(
            "InOneWindow_" + table.name(),
            Window.<RawUnionValue>into(new GlobalWindows())
                .triggering(DefaultTrigger.of())
                .withAllowedLateness(Duration.ZERO)
                .discardingFiredPanes());
  }
}
