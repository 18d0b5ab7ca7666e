import java.io.File;
import java.util.Arrays;
import org.apache.flink.client.deployment.application.ApplicationClusterEntryPoint;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.entrypoint.ClusterEntrypoint;
import org.apache.flink.runtime.resourcemanager.StandaloneResourceManagerFactory;

/**
 * The job manager of application mode, which runs the main class of a jar itself: CONF JAR
 * ARGUMENTS. It does what Flink's own does (StandaloneApplicationClusterEntryPoint of
 * flink-container, which is in Flink's release, but in no Maven repository).
 */
public final class ApplicationJobManager extends ApplicationClusterEntryPoint {

  private ApplicationJobManager(Configuration configuration, PackagedProgram program) {
    super(configuration, program, StandaloneResourceManagerFactory.getInstance());
  }

  public static void main(String[] arguments) throws Exception {
    Configuration configuration = GlobalConfiguration.loadConfiguration(arguments[0]);
    PackagedProgram program =
        PackagedProgram.newBuilder()
            .setJarFile(new File(arguments[1]))
            .setConfiguration(configuration)
            .setArguments(Arrays.copyOfRange(arguments, 2, arguments.length))
            .build();
    configureExecution(configuration, program);
    ClusterEntrypoint.runClusterEntrypoint(new ApplicationJobManager(configuration, program));
  }
}
