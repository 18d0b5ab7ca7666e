package dev.tideline.io.storage;

import dev.tideline.s3server.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Buckets of a server of S3's that lives as long as the tests of a class. Registered as a static
 * field; {@code core-site.xml} says how to reach it.
 */
public final class S3Buckets implements RemoteFolders, BeforeAllCallback, AfterAllCallback {

  private static final String ENDPOINT = "tideline.test.s3";

  private Path directory;
  private S3Server server;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    directory = Files.createTempDirectory("tideline-s3-");
    server = S3Server.start(directory.resolve("objects"));
    System.setProperty(ENDPOINT, server.endpoint());
  }

  /** Makes a bucket with a name of its own: Hadoop keeps to the server of which it has heard. */
  public Path bucket() throws IOException {
    return bucket("b-" + UUID.randomUUID());
  }

  @Override
  public Path folder() throws IOException {
    return bucket();
  }

  /** Makes a bucket. */
  public Path bucket(String name) throws IOException {
    server.makeBucket(name);
    return Storage.path("s3://" + name);
  }

  /** The server. */
  public S3Server server() {
    return server;
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    server.close();
    dev.tideline.io.files.Folders.delete(directory);
    System.clearProperty(ENDPOINT);
  }

  @Override
  public String toString() {
    return "S3";
  }
}
