package dev.tideline.proof.fault;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;

/** Runs the one test of a class that a proof has written, and prints what came of it. */
final class RunOne {

  private RunOne() {}

  public static void main(String[] names) throws Exception {
    Constructor<?> made = Class.forName(names[0]).getDeclaredConstructor();
    made.setAccessible(true);
    Object test = made.newInstance();
    Field home = test.getClass().getDeclaredField("home");
    home.setAccessible(true);
    home.set(test, Files.createTempDirectory("counterexample"));
    Method method = test.getClass().getDeclaredMethod("agreesWithTheModel");
    method.setAccessible(true);
    try {
      method.invoke(test);
      System.out.println("passed");
    } catch (InvocationTargetException failed) {
      System.out.println(failed.getCause().getMessage());
    }
    System.exit(0);
  }
}
