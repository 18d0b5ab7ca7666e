package dev.tideline.source;

import dev.tideline.columns.PaymentColumns;
import dev.tideline.input.InputException;
import dev.tideline.input.InputFiles;
import dev.tideline.lines.JsonKind;
import dev.tideline.payment.CardTokens;
import dev.tideline.payment.Payment;
import dev.tideline.payment.PaymentCoders;
import dev.tideline.payment.PaymentJson;
import dev.tideline.payment.PaymentView;
import org.apache.beam.sdk.Pipeline;

/** Opens files of payments, whatever their format. */
public final class PaymentSources {

  private PaymentSources() {}

  /**
   * Opens files as the source of a graph.
   *
   * @param tokens replace the card numbers of JSON; the archive has tokens already
   * @throws InputException naming each file that can't be read
   */
  public static Intake<?, PaymentView> open(Pipeline pipeline, InputFiles files, CardTokens tokens)
      throws InputException {
    return switch (files.format()) {
      case JSON_LINES -> JsonLines.open(pipeline, files.files(), json(tokens));
      case PARQUET ->
          ParquetArchive.open(
              pipeline, files.files(), "Payments", PaymentColumns.COLUMNS, new PaymentColumns());
    };
  }

  /**
   * Payments as JSON, one to a record.
   *
   * @param tokens replace the card numbers
   */
  public static JsonKind<Payment> json(CardTokens tokens) {
    return new JsonKind<>(
        "Payments",
        PaymentCoders.PAYMENT,
        record -> PaymentJson.read(record, tokens),
        Payment::paymentId,
        Payment::asCopy);
  }
}
