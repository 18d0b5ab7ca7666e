package dev.tideline.pipelines.run;

import dev.tideline.pipelines.cli.ExitCode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Listens for the signals that ask a process to end (SIGTERM, and SIGINT: Ctrl-C), so that a live
 * run can finish what it has read. A second one ends the process at once; within two seconds it is
 * taken for the same, for whoever signals a group of processes (timeout, systemd) reaches the
 * script that passes it on, and the process itself.
 *
 * <p>Not a shutdown hook: those of Flink and Spark would run at the same time and take the ground
 * from under the job. {@code sun.misc.Signal} is supported, but every mention of it is a compiler
 * warning, and warnings are errors here: hence the reflection.
 */
final class EndSignals {

  private static final long SAME = 2_000_000_000L; // ns
  private static final long NEVER = Long.MIN_VALUE;

  private EndSignals() {}

  /** Calls back at the first signal, on a thread of its own. */
  static void onFirst(Runnable end) {
    AtomicLong received = new AtomicLong(NEVER);
    handle(
        () -> {
          long now = System.nanoTime();
          if (received.compareAndSet(NEVER, now)) {
            end.run();
          } else if (now - received.get() > SAME) {
            Runtime.getRuntime().halt(ExitCode.FAILED.code());
          }
        },
        "TERM",
        "INT");
  }

  private static void handle(Runnable handler, String... names) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              EndSignals.class.getClassLoader(),
              new Class<?>[] {handlerType},
              (self, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  handler.run();
                }
                return null;
              });
      Method handle = signal.getMethod("handle", signal, handlerType);
      for (String name : names) {
        handle.invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
      }
    } catch (InvocationTargetException taken) {
      // The JVM was told to leave signals alone (-Xrs), or one is ignored from birth (nohup).
    } catch (ReflectiveOperationException missing) {
      throw new IllegalStateException("this JVM has no sun.misc.Signal", missing);
    }
  }
}
