package dev.tideline.io.deadletters;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.io.answer.AnswerJson;
import dev.tideline.json.Timestamps;
import dev.tideline.records.RecordLocation;
import dev.tideline.records.RejectReason;
import java.io.IOException;

/**
 * What was kept of a rejected record, as it is read back: not the record, which may hold a card
 * number and is where it was found.
 *
 * @param reason why it was rejected
 * @param detail the field at fault, or a few words; empty if the reason says all
 * @param value what may be told of the value at fault; empty if there is none
 * @param location where the record was found
 * @param ingestTime when it was ingested, ms since the epoch; null if it did not tell, or nothing
 *     that can be
 * @param payload what is told of its fields, a JSON object; empty if nothing is
 */
public record DeadLetter(
    RejectReason reason,
    String detail,
    String value,
    RecordLocation location,
    Long ingestTime,
    String payload) {

  /**
   * Reads one, as a run has written it.
   *
   * @param json a line of {@code rejects/}, or the value of a record of a dead-letter topic
   * @throws IOException if it is none
   */
  public static DeadLetter parse(String json) throws IOException {
    try {
      JsonNode fields = AnswerJson.parse(json);
      JsonNode time = fields.required("ingest_time");
      fields.required("source");
      fields.required("partition");
      fields.required("offset");
      return new DeadLetter(
          RejectReason.valueOf(fields.required("reason").asText()),
          fields.required("detail").asText(),
          fields.path("value").asText(""),
          AnswerJson.location(fields),
          time.isNull() ? null : Timestamps.parse(time.asText()),
          fields.required("payload").asText());
    } catch (JacksonException | IllegalArgumentException damaged) {
      throw new IOException("it is no rejected record of this release", damaged);
    }
  }
}
