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
    return parse(file.toString(), text(file));
  }

  /**
   * Reads the text of one.
   *
   * @param name the file's: so it is called where something is wrong with it, and without its
   *     ending so is the bank, if the text has no name for it
   * @throws InputException naming everything that is
   */
  static LayoutFile parse(String name, String text) throws InputException {
    LayoutJson reading = new LayoutJson(object(name, text));
    LayoutFile layout = reading.layout(withoutEnding(Path.of(name)));
    InputException.throwIfAny(
        reading.problems().stream().map(problem -> name + ": " + problem).toList());
    return layout;
  }

  private static String withoutEnding(Path file) {
    String name = file.getFileName().toString();
    int ending = name.lastIndexOf('.');
    return ending <= 0 ? name : name.substring(0, ending);
  }

  /**
   * The text of a file.
   *
   * @throws InputException if it can't be read
   */
  static String text(Path file) throws InputException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException malformed) {
      throw new InputException(file + " is not written in UTF-8");
    } catch (IOException unreadable) {
      throw new InputException(file + " can't be read: " + unreadable);
    }
  }

  private static JsonNode object(String name, String text) throws InputException {
    JsonNode json;
    try {
      json = JSON.readTree(text);
    } catch (JsonProcessingException malformed) {
      throw new InputException(name + " is no JSON: " + malformed.getOriginalMessage());
    }
    if (!json.isObject()) {
      throw new InputException(name + " is no JSON object");
    }
    return json;
  }
}
