package dev.tideline.pipelines.journal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.pipelines.journal.Accounts.Use;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The entries of a published version for the general ledger: one for each store and currency, whose
 * debits and credits are equal. Where a store's day was booked otherwise before, that entry is
 * reversed, and not touched.
 *
 * <p>What customers paid, less what they got back, is owed by the bank; revenue and refunds are
 * booked apart; what was sold leaves the inventory at cost.
 *
 * @param date the business day
 * @param version the one that is posted
 * @param accounts of the general ledger
 */
public record Journal(String date, int version, Accounts accounts) {

  /** A store's day in one currency. */
  private record Key(String storeId, String currency) {}

  private static final Comparator<Key> ORDER =
      Comparator.comparing(Key::storeId).thenComparing(Key::currency);

  /**
   * The postings of a version.
   *
   * @param before the rows of the version before; empty if there is none
   * @param after its rows
   */
  public List<Posting> postings(List<JsonNode> before, List<JsonNode> after) {
    Map<Key, List<JsonNode>> was = byKey(before);
    Map<Key, List<JsonNode>> is = byKey(after);
    Map<Key, List<JsonNode>> all = new TreeMap<>(ORDER);
    all.putAll(was);
    all.putAll(is);
    List<Posting> postings = new ArrayList<>();
    for (Key key : all.keySet()) {
      List<JsonNode> old = was.getOrDefault(key, List.of());
      List<JsonNode> now = is.getOrDefault(key, List.of());
      if (old.equals(now)) {
        continue;
      }
      String entry = "%s/%s/%s/v%d".formatted(date, key.storeId, key.currency, version);
      for (Posting posted : entry(entry, key, old)) {
        postings.add(posted.reversed(entry + "/reversal"));
      }
      postings.addAll(entry(entry, key, now));
    }
    return postings;
  }

  private List<Posting> entry(String entry, Key key, List<JsonNode> rows) {
    List<Posting> postings = new ArrayList<>();
    BigDecimal owed = BigDecimal.ZERO;
    BigDecimal sold = BigDecimal.ZERO;
    for (JsonNode row : rows) {
      String category = row.get("category").asText();
      BigDecimal revenue = row.get("revenue").decimalValue();
      BigDecimal refunds = row.get("refunds").decimalValue();
      BigDecimal cost = row.get("cost").decimalValue();
      owed = owed.add(revenue).subtract(refunds);
      sold = sold.add(cost);
      String currency = key.currency;
      postings.add(
          Posting.debit(
              entry, accounts.of(Use.REVENUE, category), revenue.negate(), currency, category));
      postings.add(
          Posting.debit(entry, accounts.of(Use.REFUNDS, category), refunds, currency, category));
      postings.add(
          Posting.debit(entry, accounts.of(Use.COST, category), cost, currency, category));
    }
    postings.add(
        Posting.debit(
            entry, accounts.of(Use.RECEIVABLES), owed, key.currency, "owed by the bank"));
    postings.add(
        Posting.debit(
            entry, accounts.of(Use.INVENTORY), sold.negate(), key.currency, "goods sold"));
    postings.removeIf(
        posting -> posting.debit().signum() == 0 && posting.credit().signum() == 0);
    return postings;
  }

  private static Map<Key, List<JsonNode>> byKey(List<JsonNode> rows) {
    Map<Key, List<JsonNode>> byKey = new TreeMap<>(ORDER);
    for (JsonNode row : rows) {
      Key key = new Key(row.get("store_id").asText(), row.get("currency").asText());
      byKey.computeIfAbsent(key, none -> new ArrayList<>()).add(row);
    }
    return byKey;
  }
}
