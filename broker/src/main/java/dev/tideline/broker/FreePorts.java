package dev.tideline.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports that nobody listens on, for servers to be started. */
public final class FreePorts {

  private FreePorts() {}

  /** So many, of which no two are the same: one that was let go could be found once more. */
  public static List<Integer> find(int count) throws IOException {
    List<ServerSocket> taken = new ArrayList<>();
    try {
      while (taken.size() < count) {
        taken.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return taken.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : taken) {
        socket.close();
      }
    }
  }
}
