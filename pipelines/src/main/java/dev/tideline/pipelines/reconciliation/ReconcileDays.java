package dev.tideline.pipelines.reconciliation;

import dev.tideline.admission.Outcome;
import dev.tideline.io.EventSource;
import dev.tideline.io.answer.AnswerFiles;
import dev.tideline.io.files.AnswerFolder;
import dev.tideline.io.settlement.ReadBankLines;
import dev.tideline.order.OrderView;
import dev.tideline.payment.AllPaymentsRules;
import dev.tideline.payment.PaymentView;
import dev.tideline.reconciliation.Reconcile;
import dev.tideline.reconciliation.rules.ReconciliationRow;
import dev.tideline.reconciliation.rules.ReconciliationScope;
import dev.tideline.revenue.RevenueRules;
import java.util.OptionalLong;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Reconciles the orders of a source with payments and the bank, and writes what it finds.
 *
 * <p>Input: the elements of a source of order events that ends. Window: global. Output: the folders
 * {@code reconciliation}, {@code breaks}, {@code broken-lines} and {@code payments} of an answer.
 *
 * @param <T> what the source hands over
 */
final class ReconcileDays<T> extends PTransform<PCollection<T>, PDone> {

  private static final long serialVersionUID = 1;

  private final transient EventSource<T, OrderView> orders;
  private final transient RevenueRules rules;
  private final transient ReconciliationScope scope;
  private final transient EventSource<?, PaymentView> payments;
  private final transient BankInputs bank;
  private final transient AnswerFiles files;

  ReconcileDays(
      EventSource<T, OrderView> orders,
      RevenueRules rules,
      ReconciliationScope scope,
      EventSource<?, PaymentView> payments,
      BankInputs bank,
      AnswerFiles files) {
    this.orders = orders;
    this.rules = rules;
    this.scope = scope;
    this.payments = payments;
    this.bank = bank;
    this.files = files;
  }

  @Override
  public PDone expand(PCollection<T> elements) {
    Reconcile reconcile =
        Reconcile.in(
            scope,
            rules.stores(),
            orders.about(),
            payments.about(),
            OptionalLong.of(bank.lines().mostLines()));
    Outcome<KV<Integer, byte[]>> paid = admitted(payments, reconcile);
    Outcome<KV<Integer, byte[]>> sold =
        elements.apply("AdmitOrders", reconcile.movements(orders.decoder(), rules));
    PCollectionTuple lines =
        elements.getPipeline().apply("ReadBankLines", ReadBankLines.of(bank.lines(), reconcile));
    PCollectionTuple found =
        PCollectionTuple.of(Reconcile.MOVEMENTS, sold.rows())
            .and(Reconcile.PAYMENTS, paid.rows())
            .and(Reconcile.LINES, lines.get(Reconcile.LINES))
            .apply("Compare", reconcile);
    files.writeLines(
        AnswerFolder.RECONCILIATION,
        found
            .get(Reconcile.ROWS)
            .apply(
                "ToJson",
                MapElements.into(TypeDescriptors.strings()).via(ReconciliationRow.FORMAT::toJson)));
    files.writeLines(AnswerFolder.BREAKS, found.get(Reconcile.BREAKS));
    files.writeLines(AnswerFolder.BROKEN_LINES, lines.get(ReadBankLines.BROKEN));
    files.writeAccount(AnswerFolder.PAYMENTS, paid);
    return PDone.in(elements.getPipeline());
  }

  private <P> Outcome<KV<Integer, byte[]>> admitted(
      EventSource<P, PaymentView> source, Reconcile reconcile) {
    return source
        .elements()
        .apply(
            "AdmitPayments",
            reconcile.payments(
                source.decoder(), new AllPaymentsRules(rules.stores(), rules.lateness())));
  }
}
