package dev.tideline.reconciliation.rules;

import dev.tideline.order.OrderType;
import dev.tideline.settlement.SettlementLine;
import dev.tideline.sum.Total;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Compares what was sold in an order with its payments, and these with what the bank has settled,
 * day by day: by what was known when the day is reconciled.
 *
 * @param scope the days
 */
public record ReconcileOrder(ReconciliationScope scope) implements Serializable {

  /**
   * Compares all of an order.
   *
   * @param orderId the order; empty for an event or a payment that names none, which comes alone
   * @param movements its events that move money, in any order
   * @param payments its payments, in any order
   * @param out takes an item for each store and currency of each day with an event, and one for
   *     each payment of each day
   */
  public void reconcile(
      String orderId,
      List<OrderMovement> movements,
      List<SettledPayment> payments,
      Consumer<ReconciledItem> out) {
    Set<Integer> days = new TreeSet<>();
    movements.forEach(movement -> days.add(movement.businessDay()));
    payments.forEach(paid -> days.add(paid.payment().businessDay()));
    List<SettledPayment> inOrder = new ArrayList<>(payments);
    inOrder.sort(Comparator.comparing(SettledPayment::payment, PaymentMade.ORDER));
    for (int day : days) {
      if (scope.has(day)) {
        new Known(orderId, day, movements, inOrder).tell(out);
      }
    }
  }

  /** What is known of an order when a day is reconciled. */
  private final class Known {
    private final String orderId;
    private final int day;
    private final List<OrderMovement> movements = new ArrayList<>();
    private final List<SettledPayment> payments = new ArrayList<>();
    private Total placed = Total.ZERO;
    private Total cancelled = Total.ZERO;
    private Total refunded = Total.ZERO;
    private Total paid = Total.ZERO;

    Known(String orderId, int day, List<OrderMovement> all, List<SettledPayment> allPayments) {
      this.orderId = orderId;
      this.day = day;
      for (OrderMovement each : all) { // loops: this is done for each order and day
        if (scope.knows(each.businessDay(), day)) {
          movements.add(each);
          switch (each.type()) {
            case PLACED -> placed = placed.plus(each.gross());
            case CANCELLED -> cancelled = cancelled.plus(each.gross());
            case REFUNDED -> refunded = refunded.plus(each.gross());
            case FULFILLED -> {} // moves no money
          }
        }
      }
      for (SettledPayment each : allPayments) {
        if (scope.knows(each.payment().businessDay(), day)) {
          payments.add(each.until(scope.bankUntil(day)));
          paid = paid.plus(each.payment().gross());
        }
      }
    }

    void tell(Consumer<ReconciledItem> out) {
      List<BookValues> values = new ArrayList<>(payments.size());
      payments.forEach(each -> values.add(BookValues.of(each)));
      List<Total> reversed = reversed(values);
      ReconciliationState worst = ReconciliationState.MATCHED;
      for (int i = 0; i < payments.size(); i++) {
        ReconciledItem item = payment(payments.get(i), values.get(i), reversed.get(i));
        worst = worst.orWorse(item.account().state());
        if (payments.get(i).payment().businessDay() == day) {
          out.accept(item);
        }
      }
      sales(worst, out);
    }

    private void sales(ReconciliationState ofPayments, Consumer<ReconciledItem> out) {
      ReconciliationState own = stateOfSale();
      ReconciliationState state = own == ReconciliationState.MATCHED ? ofPayments : own;
      record Where(String storeId, String currency) {}
      Map<Where, List<OrderMovement>> byPlace =
          new TreeMap<>(Comparator.comparing(Where::storeId).thenComparing(Where::currency));
      for (OrderMovement each : movements) {
        if (each.businessDay() == day) {
          byPlace
              .computeIfAbsent(
                  new Where(each.storeId(), each.currency()), none -> new ArrayList<>())
              .add(each);
        }
      }
      byPlace.forEach(
          (place, ofPlace) -> {
            Total amount = ofPlace.stream().map(OrderMovement::net).reduce(Total.ZERO, Total::plus);
            out.accept(
                new ReconciledItem(
                    account(place.storeId, place.currency, ReconciliationAccount.SALE, state),
                    orderId,
                    orderId,
                    own != ReconciliationState.MATCHED,
                    ReconciliationSums.of(
                        amount, Total.ZERO, Total.ZERO, differenceOfSale(own, amount, ofPlace)),
                    List.of()));
          });
    }

    private ReconciliationState stateOfSale() {
      Set<String> currencies = new HashSet<>();
      movements.forEach(each -> currencies.add(each.currency()));
      payments.forEach(each -> currencies.add(each.payment().currency()));
      if (currencies.size() > 1) {
        return ReconciliationState.WRONG_CURRENCY;
      }
      if (payments.isEmpty()) {
        boolean nothingOwed = placed.equals(cancelled) && refunded.equals(Total.ZERO);
        return nothingOwed ? ReconciliationState.MATCHED : ReconciliationState.UNPAID_ORDER;
      }
      boolean asPlaced = paid.equals(placed) || paidWhatWasLeft();
      return asPlaced ? ReconciliationState.MATCHED : ReconciliationState.AMOUNT_DIFFERS;
    }

    /** Whether the order was paid after some of it was cancelled. */
    private boolean paidWhatWasLeft() {
      return !paid.equals(placed) && paid.equals(placed.minus(cancelled));
    }

    private Total differenceOfSale(
        ReconciliationState own, Total amount, List<OrderMovement> ofPlace) {
      return switch (own) {
        case WRONG_CURRENCY, UNPAID_ORDER -> amount;
        case AMOUNT_DIFFERS ->
            ofPlace.stream().anyMatch(each -> each.type() == OrderType.PLACED)
                ? placed.minus(paid)
                : Total.ZERO;
        default -> Total.ZERO;
      };
    }

    /**
     * How much of each payment we have taken back: as the bank has it, and what it does not have
     * yet of the first payments.
     */
    private List<Total> reversed(List<BookValues> values) {
      Total left = min(paidWhatWasLeft() ? refunded : cancelled.plus(refunded), paid);
      List<Total> reversed = new ArrayList<>();
      for (int i = 0; i < payments.size(); i++) {
        Total amount = payments.get(i).payment().gross();
        Total notCaptured = positive(amount.minus(values.get(i).captured()));
        Total some = min(left, min(amount, values.get(i).refunded().plus(notCaptured)));
        reversed.add(some);
        left = left.minus(some);
      }
      for (int i = 0; i < payments.size(); i++) {
        Total more = min(left, payments.get(i).payment().gross().minus(reversed.get(i)));
        reversed.set(i, reversed.get(i).plus(more));
        left = left.minus(more);
      }
      return reversed;
    }

    private ReconciledItem payment(SettledPayment settled, BookValues bank, Total reversed) {
      PaymentMade payment = settled.payment();
      Total expected = payment.gross().minus(reversed);
      ReconciliationState state = stateOfPayment(settled, bank, reversed);
      boolean matched = state == ReconciliationState.MATCHED;
      Total difference =
          switch (state) {
            case MATCHED -> Total.ZERO;
            case PAYMENT_WITHOUT_ORDER -> payment.gross();
            case WRONG_CURRENCY -> expected;
            default -> expected.minus(bank.net());
          };
      Total rounding =
          matched ? bank.net().minus(expected).plus(bank.conversion()) : bank.conversion();
      return new ReconciledItem(
          account(payment.storeId(), payment.currency(), ReconciliationAccount.PAYMENT, state),
          payment.paymentId(),
          orderId,
          true,
          ReconciliationSums.of(
                  payment.gross(), reversed, matched ? expected : bank.net(), difference)
              .with(rounding, bank.chargedBack(), Total.ZERO),
          movingIt(settled));
    }

    private static List<SettlementLine> movingIt(SettledPayment settled) {
      List<SettlementLine> lines = new ArrayList<>(settled.lines().size());
      for (StandingLine each : settled.lines()) {
        if (each.line().kind().movesPayment()) {
          lines.add(each.line());
        }
      }
      return lines;
    }

    private ReconciliationState stateOfPayment(
        SettledPayment settled, BookValues bank, Total reversed) {
      Total amount = settled.payment().gross();
      Total missing = amount.minus(reversed).minus(bank.net());
      if (movements.isEmpty()) {
        return ReconciliationState.PAYMENT_WITHOUT_ORDER;
      }
      if (bank.wrongCurrency()) {
        return ReconciliationState.WRONG_CURRENCY;
      }
      if (!more(missing, bank.tolerance()) && !more(Total.ZERO.minus(missing), bank.tolerance())) {
        return ReconciliationState.MATCHED;
      }
      boolean twice = !more(amount.plus(amount), bank.captured().plus(bank.tolerance()));
      if (bank.captures() > 1 && twice) {
        return ReconciliationState.SETTLED_TWICE;
      }
      return more(missing, Total.ZERO)
          ? tooLittle(settled.payment(), bank)
          : tooMuch(amount, bank, reversed);
    }

    private ReconciliationState tooLittle(PaymentMade payment, BookValues bank) {
      if (!more(payment.gross(), bank.captured().plus(bank.tolerance()))) {
        return ReconciliationState.AMOUNT_DIFFERS; // it has paid back what we have not taken back
      }
      if (!scope.due(payment.businessDay(), day)) {
        return ReconciliationState.NOT_YET_DUE;
      }
      return bank.moved() == 0
          ? ReconciliationState.MISSING_AT_BANK
          : ReconciliationState.AMOUNT_DIFFERS;
    }

    private ReconciliationState tooMuch(Total amount, BookValues bank, Total reversed) {
      boolean asPaid = !more(bank.captured(), amount.plus(bank.tolerance()));
      boolean takenBackLately =
          movements.stream()
              .filter(each -> each.type() != OrderType.PLACED)
              .anyMatch(each -> !scope.due(each.businessDay(), day));
      return asPaid && more(reversed, Total.ZERO) && takenBackLately
          ? ReconciliationState.NOT_YET_DUE
          : ReconciliationState.AMOUNT_DIFFERS;
    }

    private ReconciliationAccount account(
        String storeId, String currency, String kind, ReconciliationState state) {
      return new ReconciliationAccount(day, storeId, currency, kind, state);
    }
  }

  private static boolean more(Total one, Total other) {
    return one.compareTo(other) > 0;
  }

  private static Total min(Total one, Total other) {
    return more(one, other) ? other : one;
  }

  private static Total positive(Total some) {
    return more(some, Total.ZERO) ? some : Total.ZERO;
  }
}
