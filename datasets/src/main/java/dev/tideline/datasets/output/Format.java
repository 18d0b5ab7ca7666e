package dev.tideline.datasets.output;

import dev.tideline.datasets.freshmart.Cards;
import dev.tideline.datasets.journey.BrokenText;
import dev.tideline.datasets.journey.CardSwipe;
import dev.tideline.datasets.journey.SentEvent;
import dev.tideline.io.archive.ArchivePart;
import dev.tideline.io.archive.write.JsonLinesFile;
import dev.tideline.io.archive.write.OrderArchiveWriter;
import dev.tideline.io.archive.write.PaymentArchiveWriter;
import dev.tideline.json.JsonText;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderJson;
import dev.tideline.payment.Payment;
import dev.tideline.records.RejectReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** In which form the records are written. */
public enum Format {
  /** JSON lines, with card numbers, as on Kafka: holds broken records of every kind. */
  JSONL,
  /** The Parquet archive, with card tokens: can't hold what is no event at all. */
  PARQUET;

  /**
   * The order events of a partition.
   *
   * @param part that the files of this partition are of an archive
   */
  public TopicFiles<OrderEvent, ?> orders(Path folder, ArchivePart part) {
    return switch (this) {
      case JSONL ->
          new TopicFiles<>(
              new DayFiles<>(folder, part.number(), ".jsonl", JsonLinesFile::at),
              Format::orderLine);
      case PARQUET ->
          new TopicFiles<>(
              new DayFiles<>(
                  folder, part.number(), ".parquet", file -> OrderArchiveWriter.at(file, part)),
              Format::orderRow);
    };
  }

  /**
   * The payments of a partition.
   *
   * @param part that the files of this partition are of an archive
   */
  TopicFiles<CardSwipe, ?> payments(Path folder, ArchivePart part) {
    return switch (this) {
      case JSONL ->
          new TopicFiles<>(
              new DayFiles<>(folder, part.number(), ".jsonl", JsonLinesFile::at),
              Format::paymentLine);
      case PARQUET ->
          new TopicFiles<>(
              new DayFiles<>(
                  folder, part.number(), ".parquet", file -> PaymentArchiveWriter.at(file, part)),
              Format::paymentRow);
    };
  }

  private static boolean orderLine(SentEvent<OrderEvent> sent, JsonLinesFile file)
      throws IOException {
    file.write(line(OrderJson.write(sent.event()), sent.damage()));
    return true;
  }

  private static boolean orderRow(SentEvent<OrderEvent> sent, OrderArchiveWriter file)
      throws IOException {
    if (sent.damage() == RejectReason.UNKNOWN_TYPE) {
      file.write(sent.event(), BrokenText.STRANGE_TYPE);
      return true;
    }
    if (BrokenText.ALL.contains(sent.damage())) {
      return false;
    }
    file.write(sent.event());
    return true;
  }

  private static boolean paymentLine(SentEvent<CardSwipe> sent, JsonLinesFile file)
      throws IOException {
    file.write(line(json(sent.event()), sent.damage()));
    return true;
  }

  private static boolean paymentRow(SentEvent<CardSwipe> sent, PaymentArchiveWriter file)
      throws IOException {
    if (BrokenText.ALL.contains(sent.damage())) {
      return false;
    }
    file.write(sent.event().payment());
    return true;
  }

  private static byte[] line(String json, RejectReason damage) {
    return damage == null ? json.getBytes(StandardCharsets.UTF_8) : BrokenText.of(json, damage);
  }

  /**
   * A payment as a till sends it: the only text we write that holds a card number, and a made-up
   * one.
   */
  private static String json(CardSwipe event) {
    Payment payment = event.payment();
    return JsonText.object(
        json -> {
          json.time("ingest_time", payment.ingestTime());
          json.text("payment_id", payment.paymentId());
          json.text("order_id", payment.orderId());
          json.text("card_number", Cards.number(event.card()));
          json.text("store_id", payment.storeId());
          json.text("gateway", payment.gateway());
          json.amount("amount", payment.amount());
          json.text("currency", payment.currency());
          json.time("event_time", payment.eventTime());
        });
  }
}
