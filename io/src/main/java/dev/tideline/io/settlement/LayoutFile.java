package dev.tideline.io.settlement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tideline.io.files.InputException;
import dev.tideline.settlement.SettlementLayout;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A small file that says how a bank writes its settlement files, so that an export is read without
 * code. Nothing in it has a default where a bank's usage could be mistaken for another's.
 *
 * @param csv how a CSV file is written; null if the bank sends Parquet only
 * @param layout where its fields are found
 */
public record LayoutFile(CsvForm csv, SettlementLayout layout) {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Reads one.
   *
   * @throws InputException naming everything that is wrong with it
   */
  public static LayoutFile read(Path file) throws InputException {
    LayoutJson reading = new LayoutJson(object(file));
    LayoutFile layout = reading.layout();
    InputException.throwIfAny(
        reading.problems().stream().map(problem -> file + ": " + problem).toList());
    return layout;
  }

  private static JsonNode object(Path file) throws InputException {
    JsonNode json;
    try {
      json = JSON.readTree(Files.readString(file));
    } catch (JsonProcessingException malformed) {
      throw new InputException(file + " is no JSON: " + malformed.getOriginalMessage());
    } catch (CharacterCodingException malformed) {
      throw new InputException(file + " is not written in UTF-8");
    } catch (IOException unreadable) {
      throw new InputException(file + " can't be read: " + unreadable);
    }
    if (!json.isObject()) {
      throw new InputException(file + " is no JSON object");
    }
    return json;
  }
}
