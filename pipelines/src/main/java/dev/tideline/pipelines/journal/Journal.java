package dev.tideline.pipelines.journal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.pipelines.journal.ChartOfAccounts.Use;
import dev.tideline.pipelines.reconciliation.BankMovement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The entries of a published version for the general ledger: one for each store and currency, whose
 * debits and credits are equal. Where another entry was posted before, that one is reversed, and
 * not touched.
 *
 * <p>What customers paid, less what they got back, is owed by the bank; revenue and refunds are
 * booked apart; what was sold leaves the inventory at cost; what the bank keeps, it no longer owes.
 *
 * @param date the business day
 * @param version the one that is posted
 * @param accounts of the general ledger
 */
public record Journal(String date, int version, ChartOfAccounts accounts) {

  private static final String REVERSAL = "/reversal";

  /**
   * The postings of a version. They and those before add up to those of its rows alone.
   *
   * @param before all that earlier versions have posted
   * @param rows of the version
   * @param bank what the bank has moved on the day; nothing, if that is not known
   */
  public List<Posting> postings(
      List<Posting> before, List<JsonNode> rows, List<BankMovement> bank) {
    Map<String, List<Posting>> standing = standing(before);
    Map<String, List<JsonNode>> booked = new TreeMap<>();
    for (JsonNode row : rows) {
      String subject = subject(row.get("store_id").asText(), row.get("currency").asText());
      booked.computeIfAbsent(subject, none -> new ArrayList<>()).add(row);
    }
    Map<String, List<BankMovement>> moved = new TreeMap<>();
    for (BankMovement each : bank) {
      String subject = subject(each.storeId(), each.currency());
      moved.computeIfAbsent(subject, none -> new ArrayList<>()).add(each);
    }
    Set<String> subjects = new TreeSet<>(booked.keySet());
    subjects.addAll(moved.keySet());
    subjects.addAll(standing.keySet());
    List<Posting> postings = new ArrayList<>();
    for (String subject : subjects) {
      List<Posting> old = standing.getOrDefault(subject, List.of());
      List<Posting> now =
          entry(
              subject,
              booked.getOrDefault(subject, List.of()),
              moved.getOrDefault(subject, List.of()));
      if (!sameButForEntry(old, now)) {
        old.forEach(posting -> postings.add(posting.reversed(posting.entry() + REVERSAL)));
        postings.addAll(now);
      }
    }
    return postings;
  }

  /** The entries that are not reversed, by what they are about. */
  private static Map<String, List<Posting>> standing(List<Posting> before) {
    Map<String, List<Posting>> entries = new LinkedHashMap<>();
    for (Posting posting : before) {
      entries.computeIfAbsent(posting.entry(), none -> new ArrayList<>()).add(posting);
    }
    Map<String, List<Posting>> standing = new HashMap<>();
    entries.forEach(
        (entry, postings) -> {
          if (!entry.endsWith(REVERSAL) && !entries.containsKey(entry + REVERSAL)) {
            standing.put(entry.substring(0, entry.lastIndexOf('/')), postings);
          }
        });
    return standing;
  }

  /** A store's day in one currency. */
  private String subject(String storeId, String currency) {
    return "%s/%s/%s".formatted(date, storeId.isEmpty() ? "-" : storeId, currency);
  }

  private static boolean sameButForEntry(List<Posting> some, List<Posting> others) {
    return some.stream()
        .map(posting -> posting.in(""))
        .toList()
        .equals(others.stream().map(posting -> posting.in("")).toList());
  }

  private List<Posting> entry(String subject, List<JsonNode> rows, List<BankMovement> bank) {
    String entry = subject + "/v" + version;
    List<Posting> postings = new ArrayList<>();
    BigDecimal owed = BigDecimal.ZERO;
    BigDecimal sold = BigDecimal.ZERO;
    String currency = "";
    for (JsonNode row : rows) {
      String category = row.get("category").asText();
      BigDecimal revenue = row.get("revenue").decimalValue();
      BigDecimal refunds = row.get("refunds").decimalValue();
      BigDecimal cost = row.get("cost").decimalValue();
      currency = row.get("currency").asText();
      owed = owed.add(revenue).subtract(refunds);
      sold = sold.add(cost);
      String revenueAccount = accounts.of(Use.REVENUE, category);
      String refundsAccount = accounts.of(Use.REFUNDS, category);
      String costAccount = accounts.of(Use.COST, category);
      postings.add(Posting.credit(entry, revenueAccount, revenue, currency, category));
      postings.add(Posting.debit(entry, refundsAccount, refunds, currency, category));
      postings.add(Posting.debit(entry, costAccount, cost, currency, category));
    }
    String receivables = accounts.of(Use.RECEIVABLES);
    String inventory = accounts.of(Use.INVENTORY);
    postings.add(Posting.debit(entry, receivables, owed, currency, "owed by the bank"));
    postings.add(Posting.credit(entry, inventory, sold, currency, "goods sold"));
    postings.addAll(ofBank(entry, bank));
    postings.removeIf(Posting::isNothing);
    return postings;
  }

  /** What the bank keeps or takes back it no longer owes, and what it pays too much it did. */
  private List<Posting> ofBank(String entry, List<BankMovement> bank) {
    BigDecimal fees = sum(bank, BankMovement::fees);
    BigDecimal chargedBack = sum(bank, BankMovement::chargedBack);
    BigDecimal rounding = sum(bank, BankMovement::rounding);
    String currency = bank.isEmpty() ? "" : bank.get(0).currency();
    BigDecimal kept = fees.add(chargedBack).subtract(rounding);
    return new ArrayList<>(
        List.of(
            Posting.debit(entry, accounts.of(Use.FEES), fees, currency, "kept by the bank"),
            Posting.debit(
                entry, accounts.of(Use.CHARGEBACKS), chargedBack, currency, "charged back"),
            Posting.credit(
                entry, accounts.of(Use.ROUNDING), rounding, currency, "conversion and rounding"),
            Posting.credit(entry, accounts.of(Use.RECEIVABLES), kept, currency, "no longer owed")));
  }

  private static BigDecimal sum(
      List<BankMovement> bank, Function<BankMovement, BigDecimal> amount) {
    return bank.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
