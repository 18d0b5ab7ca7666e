package dev.tideline.io.events;

import dev.tideline.io.EventSource;
import dev.tideline.io.archive.source.ArchiveKind;
import dev.tideline.io.archive.source.ArchiveSource;
import dev.tideline.io.files.InputException;
import dev.tideline.io.files.InputFiles;
import dev.tideline.io.lines.JsonEventType;
import dev.tideline.io.lines.JsonLinesSource;
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
   * @param tokens replace card numbers; the archive itself has tokens already
   * @throws InputException naming each file that can't be read
   */
  public static EventSource<?, PaymentView> open(
      Pipeline pipeline, InputFiles files, CardTokens tokens) throws InputException {
    return switch (files.format()) {
      case JSON_LINES -> JsonLinesSource.open(pipeline, files.files(), json(tokens));
      case PARQUET ->
          ArchiveSource.open(pipeline, files, ArchiveKind.payments(json(tokens), tokens));
    };
  }

  /**
   * Payments as JSON, one to a record.
   *
   * @param tokens replace the card numbers
   */
  public static JsonEventType<Payment> json(CardTokens tokens) {
    return new JsonEventType<>(
        "Payments", PaymentCoders.PAYMENT, record -> PaymentJson.read(record, tokens));
  }
}
