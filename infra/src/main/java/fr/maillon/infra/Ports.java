package fr.maillon.infra;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports of the loopback interface. */
final class Ports {
  static final int FREE = 0;

  private Ports() {}

  static boolean taken(int port) {
    try (var socket = new ServerSocket()) {
      // a port left in TIME_WAIT by our own previous run is not taken
      socket.setReuseAddress(!Plateforme.courante().windows());
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return false;
    } catch (IOException e) {
      // the refusal is the answer; for a port below 1024 it may mean "not allowed", which needs the
      // same remedy
      System.getLogger(Ports.class.getName()).log(System.Logger.Level.DEBUG, "port " + port, e);
      return true;
    }
  }

  static int orFree(int port) throws IOException {
    if (port != FREE) {
      return port;
    }
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
