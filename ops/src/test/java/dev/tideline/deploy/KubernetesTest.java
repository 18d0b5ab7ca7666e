package dev.tideline.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tideline.pipelines.run.Words;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The resources and images of deploy/kubernetes are what their operators and the product take. */
class KubernetesTest {

  private static final String STREAM = "deploy/kubernetes/fraud-velocity.yaml";
  private static final String BOUNDED = "deploy/kubernetes/daily-revenue-spark.yaml";
  private static final String CRON = "deploy/argo/daily-revenue.yaml";
  private static final String MAIN = "pipelines/src/main/java/dev/tideline/pipelines/Main.java";

  /** The one that the operator's own artifact has. */
  private static final String OPERATORS =
      "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";

  @Test
  void theStreamIsWhatTheOperatorDefines() throws IOException {
    assertThat(operatorsDefinition().problems(DeployFile.tree(STREAM)), is(empty()));
  }

  @Test
  void whatTheOperatorDoesNotKnowIsFound() throws IOException {
    JsonNode stream = DeployFile.tree(STREAM);
    ((ObjectNode) stream.at("/spec/job")).put("upgradeMod", "savepoint").put("parallelism", "4");
    ((ObjectNode) stream.at("/spec/job")).put("state", "walking");
    ((ObjectNode) stream.at("/spec/podTemplate/spec/containers/0")).put("imagine", "tideline");

    assertThat(
        operatorsDefinition().problems(stream),
        containsInAnyOrder(
            "spec.job.upgradeMod: no such field",
            "spec.job.parallelism: \"4\", not integer",
            "spec.job.state: \"walking\", not one of [\"running\",\"suspended\"]",
            "spec.podTemplate.spec.containers[0].imagine: no such field"));
  }

  private static Crd operatorsDefinition() throws IOException {
    try (InputStream definition = KubernetesTest.class.getResourceAsStream(OPERATORS)) {
      return new Crd(DeployFile.yaml(new String(definition.readAllBytes(), UTF_8)));
    }
  }

  /**
   * By all definitions that a folder has, a file each: of the releases that a cluster has. Those of
   * Spark's operator and of Argo are in no Maven repository.
   */
  @ParameterizedTest
  @ValueSource(strings = {STREAM, BOUNDED, CRON})
  void aResourceIsWhatItsDefinitionSays(String file) throws IOException {
    String folder = System.getProperty("tideline.crds");
    assumeTrue(folder != null, "-Dtideline.crds=DIR names no folder of definitions");
    JsonNode resource = DeployFile.tree(file);
    List<JsonNode> definitions = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      for (Path each : files.toList()) {
        JsonNode definition = DeployFile.yaml(Files.readString(each));
        if (definition.at("/spec/names/kind").equals(resource.path("kind"))) {
          definitions.add(definition);
        }
      }
    }
    assumeTrue(!definitions.isEmpty(), folder + " does not define " + resource.path("kind"));

    for (JsonNode definition : definitions) {
      assertThat(new Crd(definition).problems(resource), is(empty()));
    }
  }

  @Test
  void flinkIsTheOneThatTheProductIsBuiltFor() throws IOException {
    String flink = DeployFile.version("flink.version");
    JsonNode spec = DeployFile.tree(STREAM).path("spec");

    assertThat(
        spec.path("flinkVersion").asText(),
        is("v" + flink.replaceFirst("\\.\\d+$", "").replace('.', '_')));
    assertThat(spec.path("image").asText(), endsWith(":flink-" + flink));
    String image = DeployFile.text("deploy/kubernetes/flink.Dockerfile");
    assertThat(image, containsString("-t " + spec.path("image").asText() + " "));
    assertThat(image, containsString("\nFROM flink:" + flink + "-scala_2.12-java17\n"));
    assertThat(image, containsString("flink-s3-fs-hadoop-" + flink + ".jar"));
    assertThat(
        image,
        containsString(
            "COPY runners-config/target/flink/tideline-flink.jar "
                + spec.path("job").path("jarURI").asText().replace("local://", "")));
  }

  @Test
  void sparkIsTheOneThatTheProductIsBuiltFor() throws IOException {
    String spark = DeployFile.version("spark.version");
    String scala = DeployFile.version("scala.binary.version");
    JsonNode spec = DeployFile.tree(BOUNDED).path("spec");
    String jar = spec.path("mainApplicationFile").asText().replace("local://", "");

    assertThat(spec.path("sparkVersion").asText(), is(spark));
    assertThat(spec.path("image").asText(), endsWith(":spark-" + spark));
    String image = DeployFile.text("deploy/kubernetes/spark.Dockerfile");
    assertThat(image, containsString("-t " + spec.path("image").asText() + " "));
    assertThat(
        image, containsString("\nFROM spark:" + spark + "-scala" + scala + "-java17-ubuntu\n"));
    assertThat(image, containsString("COPY runners-config/target/spark/tideline-spark.jar " + jar));
    for (String who : List.of("driver", "executor")) {
      assertThat(
          "our jar goes first",
          spec.path("sparkConf").path("spark." + who + ".extraClassPath").asText(),
          is(jar));
    }
  }

  @Test
  void theMainClassIsThere() throws IOException {
    assertThat(Files.exists(DeployFile.at(MAIN)), is(true));
    String name = "dev.tideline.pipelines.Main";
    assertThat(DeployFile.tree(STREAM).at("/spec/job/entryClass").asText(), is(name));
    assertThat(DeployFile.tree(BOUNDED).at("/spec/mainClass").asText(), is(name));
  }

  @Test
  void theStreamsWordsAreOptions() throws IOException {
    List<String> words = DeployFile.texts(DeployFile.tree(STREAM).at("/spec/job/args"));

    assertThat(Words.mistakes(words), is(empty()));
    assertThat("the jar brings them", ofTheRunner(words, "flink"), is(empty()));
    assertThat("it goes on from its state", words, hasItem("--restored=true"));
  }

  @Test
  void theBoundedRunsWordsAreOptions() throws IOException {
    List<String> words = DeployFile.texts(DeployFile.tree(BOUNDED).at("/spec/arguments"));

    assertThat(Words.mistakes(words), is(empty()));
    assertThat("the jar brings them", ofTheRunner(words, "spark"), is(empty()));
  }

  /** The words that the runner's jar, or whoever submits it, says already. */
  private static List<String> ofTheRunner(List<String> words, String runner) throws IOException {
    List<String> names = new ArrayList<>();
    for (String file : List.of("pipeline.args", "stream.args", "local.args")) {
      DeployFile.lines("runners-config/" + runner + "/" + file).stream()
          .map(option -> option.replaceFirst("=.*", "="))
          .forEach(names::add);
    }
    return words.stream().filter(word -> names.stream().anyMatch(word::startsWith)).toList();
  }

  @Test
  void theStreamHasRoomForItsTasks() throws IOException {
    JsonNode spec = DeployFile.tree(STREAM).path("spec");
    int tasks = spec.path("job").path("parallelism").asInt();

    assertThat(
        "what the quotas are reckoned by",
        tasks % spec.at("/flinkConfiguration/taskmanager.numberOfTaskSlots").asInt(),
        is(0));
    assertThat(spec.at("/taskManager/resource/cpu").asInt(), greaterThanOrEqualTo(1));
  }

  /** A stream inside one process has them too, where they are tried. */
  @Test
  void flinksSettingsAreOurs() throws IOException {
    JsonNode given = DeployFile.tree(STREAM).at("/spec/flinkConfiguration");
    JsonNode ours = DeployFile.tree("runners-config/flink/config.yaml");

    List<String> missing = new ArrayList<>();
    for (Map.Entry<String, JsonNode> setting : ours.properties()) {
      if (!given.path(setting.getKey()).asText().equals(setting.getValue().asText())) {
        missing.add(setting.getKey());
      }
    }
    assertThat("it would cancel the job", missing, contains("execution.job-listeners"));
    assertThat(given.has("execution.job-listeners"), is(false));
    assertThat(
        List.of(given.path("env.java.opts.all").asText().split(" ")),
        is(DeployFile.lines("runners-config/flink/jvm.args")));
    assertThat(
        "our main class waits, as our metrics do",
        given.path("execution.attached").asText(),
        is("true"));
  }

  @Test
  void portsAreThoseThatAreServed() throws IOException {
    JsonNode spec = DeployFile.tree(STREAM).path("spec");

    assertThat(
        DeployFile.texts(spec.at("/job/args")),
        hasItem(
            "--metrics-port=0.0.0.0:"
                + spec.at("/jobManager/podTemplate/spec/containers/0/ports/0/containerPort")));
    assertThat(
        spec.at("/flinkConfiguration/metrics.reporter.prom.port").asText(),
        is(spec.at("/podTemplate/spec/containers/0/ports/0/containerPort").asText()));
  }

  /** The card key is a reference to a secret, of whatever process reads payments. */
  @Test
  void noSecretIsInAFile() throws IOException {
    assertThat(
        DeployFile.tree(STREAM).at("/spec/podTemplate/spec/containers/0/env").toString(),
        is(
            "[{\"name\":\"TIDELINE_CARD_KEY\",\"valueFrom\":{\"secretKeyRef\":"
                + "{\"name\":\"tideline-card-key\",\"key\":\"card-key\"}}}]"));
    for (String file : List.of(STREAM, BOUNDED, CRON)) {
      assertThat(DeployFile.text(file), not(containsString("AWS_SECRET_ACCESS_KEY:")));
      assertThat(DeployFile.text(file), not(containsString("card-key=")));
    }
  }

  /** What an image is made of, but for what is built. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "deploy/kubernetes/flink.Dockerfile",
        "deploy/kubernetes/spark.Dockerfile",
        "deploy/argo/Dockerfile"
      })
  void whatAnImageIsMadeOfIsThere(String image) throws IOException {
    List<String> sources =
        DeployFile.lines(image).stream()
            .filter(line -> line.startsWith("COPY "))
            .flatMap(
                line -> {
                  List<String> words = List.of(line.split(" "));
                  return words.subList(1, words.size() - 1).stream();
                })
            .toList();

    assertThat(sources, is(not(empty())));
    for (String source : sources) {
      assertThat(
          source, source.contains("/target/") || Files.exists(DeployFile.at(source)), is(true));
    }
  }
}
