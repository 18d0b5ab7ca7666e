package dev.tideline.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.datasets.FoodMart;
import dev.tideline.datasets.Generate;
import dev.tideline.ops.cluster.ClusterMain;
import dev.tideline.ops.dlq.DlqMain;
import dev.tideline.ops.lag.LagMain;
import dev.tideline.ops.payment.PaymentServiceMain;
import dev.tideline.ops.stability.FraudHindsightMain;
import dev.tideline.ops.stability.StabilityMain;
import dev.tideline.pipelines.Main;
import dev.tideline.pipelines.Pipelines;
import dev.tideline.pipelines.days.RevenueMain;
import dev.tideline.pipelines.publish.PublishMain;
import dev.tideline.pipelines.run.Launcher;
import dev.tideline.pipelines.runs.RunsMain;
import dev.tideline.pipelines.spec.PipelineCommand;
import dev.tideline.pipelines.spec.PipelineSpec;
import dev.tideline.proof.Prove;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * The scripts print their help from {@code scripts/help/}, so that nothing is built for it. After a
 * change of an option write the files anew: run this test with {@code -Dtideline.help=write}.
 */
class HelpTextsTest {

  private static final Path HELP = Path.of("..", "scripts", "help");

  @Test
  void ofAllPipelines() throws IOException {
    isKept("run", Main.usage());
  }

  @Test
  void ofEachPipeline() throws IOException {
    for (PipelineSpec<?, ?> pipeline : Pipelines.ALL) {
      isKept("run-" + pipeline.name(), help(pipeline.command().get()));
    }
    isKept("stability-fraud-velocity", help(new FraudHindsightMain()));
  }

  @Test
  void ofThePrograms() throws Exception {
    isKept("cluster", usage(ClusterMain.class));
    isKept("dlq", usage(DlqMain.class));
    isKept("foodmart", usage(FoodMart.class));
    isKept("generate", usage(Generate.class));
    isKept("lag", usage(LagMain.class));
    isKept("payment-service", usage(PaymentServiceMain.class));
    isKept("prove", usage(Prove.class));
    isKept("publish", usage(PublishMain.class));
    isKept("revenue", usage(RevenueMain.class));
    isKept("runs", usage(RunsMain.class));
    isKept("stability", usage(StabilityMain.class));
  }

  private static void isKept(String script, String text) throws IOException {
    Path file = HELP.resolve(script + ".txt");
    if ("write".equals(System.getProperty("tideline.help"))) {
      Files.createDirectories(HELP);
      Files.writeString(file, text);
    }
    assertThat("run this test with -Dtideline.help=write", Files.readString(file), is(text));
  }

  private static String help(PipelineCommand<?, ?> command) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, UTF_8);
    Launcher.to(out, out).run(command, "--help");
    return printed.toString(UTF_8);
  }

  /** Programs are made by their own main only. */
  private static String usage(Class<?> program) throws ReflectiveOperationException {
    Constructor<?> made = program.getDeclaredConstructor();
    made.setAccessible(true);
    return new CommandLine(made.newInstance()).getUsageMessage();
  }
}
