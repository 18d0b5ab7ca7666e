package dev.tideline.revenue.correction;

import static org.apache.beam.sdk.values.TypeDescriptors.booleans;
import static org.apache.beam.sdk.values.TypeDescriptors.kvs;
import static org.apache.beam.sdk.values.TypeDescriptors.strings;

import dev.tideline.event.Identity;
import dev.tideline.event.RecordDecoder;
import dev.tideline.order.OrderContributions;
import dev.tideline.order.OrderView;
import dev.tideline.records.Reject;
import dev.tideline.records.SourceRange;
import dev.tideline.revenue.Revenue;
import dev.tideline.revenue.RevenueRules;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.apache.beam.sdk.coders.BigEndianIntegerCoder;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Distinct;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Finds the events that are booked otherwise by some rules than in the published versions of their
 * days. The source is read twice: an event that came late is no correction if a copy of it had come
 * in time, and only who knows which ids to look for can look for their copies.
 *
 * <p>Input: the elements of a source that ends. Window: global. Output: each such event once for
 * each day that it changes.
 *
 * @param <T> what the source hands over
 */
public final class FindCorrections<T> extends PTransform<PCollection<T>, PCollection<Correction>> {

  private static final long serialVersionUID = 1;

  private final RecordDecoder<T, OrderView> decoder;
  private final RevenueRules rules;
  private final ArrayList<PublishedVersion> published;

  private FindCorrections(
      RecordDecoder<T, OrderView> decoder, RevenueRules rules, List<PublishedVersion> published) {
    this.decoder = decoder;
    this.rules = rules;
    this.published = new ArrayList<>(published);
  }

  /**
   * What is otherwise by rules than in published versions.
   *
   * @param published the versions; each day is in one of them
   */
  public static <T> FindCorrections<T> of(
      RecordDecoder<T, OrderView> decoder, RevenueRules rules, List<PublishedVersion> published) {
    return new FindCorrections<>(decoder, rules, published);
  }

  @Override
  public PCollection<Correction> expand(PCollection<T> elements) {
    Judge judge = new Judge(rules, published);
    PCollectionView<Map<String, Boolean>> ids =
        elements
            .apply("FindOtherwiseBooked", ParDo.of(new FindIds<>(decoder, judge)))
            .setCoder(StringUtf8Coder.of())
            .apply("EachIdOnce", Distinct.create())
            .apply(
                "AsKey",
                MapElements.into(kvs(strings(), booleans())).via(id -> KV.of(id, Boolean.TRUE)))
            .apply("ToLookFor", View.asMap());
    return elements
        .apply(
            "FindTheirCopies", ParDo.of(new FindCopies<>(decoder, judge, ids)).withSideInputs(ids))
        .setCoder(
            KvCoder.of(
                KvCoder.of(
                    KvCoder.of(BigEndianLongCoder.of(), BigEndianLongCoder.of()),
                    BigEndianIntegerCoder.of()),
                CorrectionCoder.INSTANCE))
        .apply("OfOneEventAndDay", GroupByKey.create())
        .apply("KeepWhatChanges", ParDo.of(new KeepChanges()))
        .setCoder(CorrectionCoder.INSTANCE);
  }

  /** Tells on which days an event was booked, and is. */
  private record Judge(RevenueRules rules, ArrayList<PublishedVersion> published)
      implements Serializable {

    /** What is known of each published day that had it, or has it now. */
    List<Correction> of(OrderView event, String id) {
      OptionalInt now = rules.bookedOn(event);
      List<Correction> corrections = new ArrayList<>(1);
      for (PublishedVersion version : published) {
        OptionalInt before = version.dayOf(event);
        if (before.isPresent()) {
          corrections.add(on(before.getAsInt(), event, id, true, before.equals(now), version));
        }
        if (now.isPresent() && !now.equals(before) && version.isOf(now.getAsInt())) {
          corrections.add(on(now.getAsInt(), event, id, false, true, version));
        }
      }
      return corrections;
    }

    private Correction on(
        int day, OrderView event, String id, boolean was, boolean is, PublishedVersion version) {
      return new Correction(
          id,
          event.storeId(),
          event.currency(),
          event.eventTime(),
          event.ingestTime(),
          day,
          was,
          is,
          was == is ? CorrectionCause.LATE : version.causeOf(event, day, rules.lateness()),
          Revenue.byCategory(event));
    }

    boolean changes(OrderView event) {
      OptionalInt now = rules.bookedOn(event);
      for (PublishedVersion version : published) {
        OptionalInt before = version.dayOf(event);
        if (!before.equals(now)
            && (before.isPresent() || (now.isPresent() && version.isOf(now.getAsInt())))) {
          return true;
        }
      }
      return false;
    }
  }

  /** Hands the events of an element to something, and nothing else. */
  private record Events(Consumer<OrderView> each) implements RecordDecoder.Handler<OrderView> {
    @Override
    public void onRecord(long ingestTime) {}

    @Override
    public void onEvent(OrderView event) {
      each.accept(event);
    }

    @Override
    public void onReject(Reject reject) {}

    @Override
    public void onRange(SourceRange range, long records) {}
  }

  private static final class FindIds<T> extends DoFn<T, String> {
    private static final long serialVersionUID = 1;

    private final RecordDecoder<T, OrderView> decoder;
    private final Judge judge;

    FindIds(RecordDecoder<T, OrderView> decoder, Judge judge) {
      this.decoder = decoder;
      this.judge = judge;
    }

    @ProcessElement
    public void processElement(@Element T element, OutputReceiver<String> out) throws IOException {
      decoder.decode(
          element,
          new Events(
              event -> {
                // without an id nobody can look for it: what it changes is of no known cause
                String id = judge.changes(event) ? event.id() : null;
                if (id != null) {
                  out.output(id);
                }
              }));
    }
  }

  private static final class FindCopies<T>
      extends DoFn<T, KV<KV<KV<Long, Long>, Integer>, Correction>> {
    private static final long serialVersionUID = 1;

    private final OrderContributions contributions = new OrderContributions();
    private final RecordDecoder<T, OrderView> decoder;
    private final Judge judge;
    private final PCollectionView<Map<String, Boolean>> ids;

    FindCopies(
        RecordDecoder<T, OrderView> decoder,
        Judge judge,
        PCollectionView<Map<String, Boolean>> ids) {
      this.decoder = decoder;
      this.judge = judge;
      this.ids = ids;
    }

    @ProcessElement
    public void processElement(ProcessContext context) throws IOException {
      Map<String, Boolean> wanted = context.sideInput(ids);
      if (wanted.isEmpty()) {
        return;
      }
      decoder.decode(
          context.element(),
          new Events(
              event -> {
                String id = event.id();
                if (id != null && wanted.containsKey(id)) {
                  Identity identity = contributions.identity(event);
                  KV<Long, Long> same = KV.of(identity.high(), identity.low());
                  for (Correction each : judge.of(event, id)) {
                    context.output(KV.of(KV.of(same, each.day()), each));
                  }
                }
              }));
    }
  }

  private static final class KeepChanges
      extends DoFn<KV<KV<KV<Long, Long>, Integer>, Iterable<Correction>>, Correction> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void processElement(
        @Element KV<KV<KV<Long, Long>, Integer>, Iterable<Correction>> copies,
        OutputReceiver<Correction> out) {
      Correction merged = null;
      for (Correction copy : copies.getValue()) {
        merged = merged == null ? copy : merged.merge(copy);
      }
      if (merged.changes()) {
        out.output(merged);
      }
    }
  }
}
