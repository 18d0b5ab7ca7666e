package dev.tideline.deploy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of the repository that these tests hold against each other. */
final class DeployFile {

  private static final Path ROOT = Path.of("..");

  private static final ObjectMapper YAML =
      YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private DeployFile() {}

  /** A file of the repository. */
  static Path at(String name) {
    return ROOT.resolve(name);
  }

  static String text(String name) throws IOException {
    return Files.readString(at(name));
  }

  /** A file of YAML or JSON, in which no name is given twice. */
  static JsonNode tree(String name) throws IOException {
    return name.endsWith(".json") ? JSON.readTree(text(name)) : yaml(text(name));
  }

  static JsonNode yaml(String text) throws IOException {
    return YAML.readTree(text);
  }

  /** The version that the parent POM names so. */
  static String version(String property) throws IOException {
    Matcher found =
        Pattern.compile("<%s>(.*)</".formatted(Pattern.quote(property))).matcher(text("pom.xml"));
    if (!found.find()) {
      throw new IOException("pom.xml has no " + property);
    }
    return found.group(1);
  }

  /** The options, or flags, of a file with one a line. */
  static List<String> lines(String name) throws IOException {
    return text(name).lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
  }

  static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
