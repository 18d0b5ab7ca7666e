package dev.tideline.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The definition of a custom resource, as Kubernetes has it. It is held strictly: a field that it
 * does not know is a mistake.
 */
record Crd(JsonNode definition) {

  /** What in a resource does not fit it, each with its place. */
  List<String> problems(JsonNode resource) {
    List<String> problems = new ArrayList<>();
    JsonNode spec = definition.path("spec");
    if (!spec.path("names").path("kind").equals(resource.path("kind"))) {
      problems.add("kind: " + resource.path("kind"));
    }
    if (!resource.path("metadata").path("name").asText().matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?")) {
      problems.add("metadata.name: " + resource.path("metadata").path("name"));
    }
    boolean served = false;
    for (JsonNode version : spec.path("versions")) {
      String name = spec.path("group").asText() + "/" + version.path("name").asText();
      if (name.equals(resource.path("apiVersion").asText()) && version.path("served").asBoolean()) {
        served = true;
        JsonNode schema = version.path("schema").path("openAPIV3Schema");
        check(schema.path("properties").path("spec"), resource.path("spec"), "spec", problems);
      }
    }
    if (!served) {
      problems.add("apiVersion: " + resource.path("apiVersion"));
    }
    return problems;
  }

  private static void check(JsonNode schema, JsonNode value, String place, List<String> problems) {
    if (!isOfType(schema, value)) {
      problems.add(
          "%s: %s, not %s".formatted(place, value, schema.path("type").asText("a scalar")));
    } else if (value.isObject()) {
      checkFields(schema, value, place, problems);
    } else if (value.isArray()) {
      if (value.size() < schema.path("minItems").asInt(0)) {
        problems.add(place + ": too few");
      }
      for (int i = 0; i < value.size(); i++) {
        check(schema.path("items"), value.get(i), "%s[%d]".formatted(place, i), problems);
      }
    } else {
      checkScalar(schema, value, place, problems);
    }
  }

  private static boolean isOfType(JsonNode schema, JsonNode value) {
    if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
      return value.isInt() || value.isTextual();
    }
    return switch (schema.path("type").asText()) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      default -> schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
    };
  }

  private static void checkFields(
      JsonNode schema, JsonNode value, String place, List<String> problems) {
    for (JsonNode required : schema.path("required")) {
      if (!value.has(required.asText())) {
        problems.add("%s: no %s".formatted(place, required.asText()));
      }
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      String at = place + "." + field.getKey();
      JsonNode known = schema.path("properties").path(field.getKey());
      JsonNode others = schema.path("additionalProperties");
      if (known.isObject()) {
        check(known, field.getValue(), at, problems);
      } else if (others.isObject()) {
        check(others, field.getValue(), at, problems);
      } else if (!schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
        problems.add(at + ": no such field");
      }
    }
  }

  private static void checkScalar(
      JsonNode schema, JsonNode value, String place, List<String> problems) {
    JsonNode words = schema.path("enum");
    if (words.isArray() && !DeployFile.texts(words).contains(value.asText())) {
      problems.add("%s: %s, not one of %s".formatted(place, value, words));
    }
    if (schema.has("pattern") && !value.asText().matches(schema.path("pattern").asText())) {
      problems.add("%s: %s, not %s".formatted(place, value, schema.path("pattern")));
    }
    if (value.isNumber() && value.asDouble() < schema.path("minimum").asDouble(-1e9)) {
      problems.add("%s: %s, less than %s".formatted(place, value, schema.path("minimum")));
    }
    if (value.asText().length() < schema.path("minLength").asInt(0)) {
      problems.add(place + ": empty");
    }
  }
}
