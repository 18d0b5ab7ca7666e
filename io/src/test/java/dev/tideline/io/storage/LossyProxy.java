package dev.tideline.io.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Between a client and a server: the answer to a request that is waited for gets lost, once. */
final class LossyProxy implements AutoCloseable {

  private static final int BUFFER = 64 * 1024;

  private final ServerSocket door;
  private final URI server;
  private final AtomicReference<String> awaited = new AtomicReference<>();

  private LossyProxy(ServerSocket door, URI server) {
    this.door = door;
    this.server = server;
  }

  static LossyProxy to(String endpoint) throws IOException {
    LossyProxy proxy =
        new LossyProxy(
            new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), URI.create(endpoint));
    start(proxy::accept);
    return proxy;
  }

  String endpoint() {
    return "http://127.0.0.1:" + door.getLocalPort();
  }

  /** Carries out the next request that begins like this, and does not say so. */
  void loseTheAnswerTo(String beginning) {
    awaited.set(beginning);
  }

  boolean hasLostIt() {
    return awaited.get() == null;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = door.accept();
        Socket behind = new Socket(server.getHost(), server.getPort());
        AtomicBoolean loses = new AtomicBoolean();
        start(() -> forward(client, behind, bytes -> loses.compareAndSet(false, isAwaited(bytes))));
        start(() -> forward(behind, client, bytes -> lose(loses, client, behind)));
      }
    } catch (IOException closed) {
      // as was asked
    }
  }

  private boolean isAwaited(String bytes) {
    String beginning = awaited.get();
    return beginning != null
        && bytes.startsWith(beginning)
        && awaited.compareAndSet(beginning, null);
  }

  private static void lose(AtomicBoolean loses, Socket client, Socket behind) throws IOException {
    if (loses.get()) {
      client.close();
      behind.close();
    }
  }

  @FunctionalInterface
  private interface Look {
    void at(String bytes) throws IOException;
  }

  private static void forward(Socket from, Socket to, Look look) {
    byte[] buffer = new byte[BUFFER];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        look.at(new String(buffer, 0, read, ISO_8859_1));
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException closed) {
      // by one of the two ends
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "lossy-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
