package dev.tideline.pipelines.run;

import dev.tideline.pipelines.cli.ExitCode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What asks a run to stop that would go on. */
@FunctionalInterface
public interface StopSignal {

  /** Calls back at the first one, on a thread of its own. */
  void onFirst(Runnable stop);

  /** There is none. */
  static StopSignal none() {
    return stop -> {};
  }

  /**
   * The signals that ask a process to end: SIGTERM, and SIGINT: Ctrl-C. A second one ends the
   * process at once; within two seconds it is taken for the same, for whoever signals a group of
   * processes (timeout, systemd) reaches the script that passes it on, and the process itself.
   *
   * <p>No shutdown hook: those of Flink and Spark would run at the same time and take the ground
   * from under the job. {@code sun.misc.Signal} is supported, but every mention of it is a compiler
   * warning, and warnings are errors here: hence the reflection.
   */
  static StopSignal toTheProcess() {
    return stop -> {
      long never = Long.MIN_VALUE;
      long same = 2_000_000_000L; // ns
      AtomicLong received = new AtomicLong(never);
      handle(
          List.of("TERM", "INT"),
          () -> {
            long now = System.nanoTime();
            if (received.compareAndSet(never, now)) {
              stop.run();
            } else if (now - received.get() > same) {
              Runtime.getRuntime().halt(ExitCode.FAILED.code());
            }
          });
    };
  }

  private static void handle(List<String> names, Runnable handler) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              StopSignal.class.getClassLoader(),
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
