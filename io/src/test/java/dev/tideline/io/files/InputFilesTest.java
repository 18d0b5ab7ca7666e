package dev.tideline.io.files;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {

  @TempDir private Path folder;

  @Test
  void aDataSetHasItsKindsInFolders() throws Exception {
    aDataSet();

    assertThat(
        names(InputFiles.orders(folder.toString())),
        contains(
            "orders/date=2026-03-14/a.jsonl",
            "orders/date=2026-03-15/a.jsonl",
            "orders/date=2026-03-16/a.jsonl",
            "orders/date=2026-03-17/a.jsonl",
            "orders/date=2026-03-17/b.jsonl"));
    InputFiles payments = InputFiles.payments(folder.toString());
    assertThat(names(payments), contains("payments/p.parquet"));
    assertThat(payments.format(), is(InputFiles.Format.PARQUET));
  }

  @Test
  void foldersOfDaysThatCannotHoldAnEventOfTheFirstDayAreNotRead() throws Exception {
    aDataSet();

    assertThat(
        names(InputFiles.orders(folder.toString()).from(LocalDate.of(2026, 3, 18))),
        contains(
            "orders/date=2026-03-16/a.jsonl",
            "orders/date=2026-03-17/a.jsonl",
            "orders/date=2026-03-17/b.jsonl"));
    assertThat(names(InputFiles.payments(folder.toString()).from(LocalDate.MAX)).size(), is(1));
  }

  @Test
  void aFolderIsReadWithAllBelowIt() throws Exception {
    files("b.jsonl", "deep/er/a.jsonl", "_SUCCESS", ".hidden.jsonl", "c.jsonl.tmp", "notes.txt");
    files("_temporary/x.jsonl", "stores.jsonl");

    assertThat(names(InputFiles.orders(folder.toString())), contains("b.jsonl", "deep/er/a.jsonl"));
  }

  @Test
  void aFileIsReadAsItIs() throws Exception {
    files("one[1].jsonl", "one1.jsonl");

    assertThat(names(InputFiles.orders(folder + "/one[1].jsonl")), contains("one[1].jsonl"));
  }

  @Test
  void aPatternFindsWhatAShellWouldFind() throws Exception {
    aDataSet();

    assertThat(
        found("/orders/*/a.jsonl"),
        contains(
            "date=2026-03-14/a.jsonl",
            "date=2026-03-15/a.jsonl",
            "date=2026-03-16/a.jsonl",
            "date=2026-03-17/a.jsonl"));
    assertThat(
        found("/orders/date=2026-03-1[67]/?.jsonl"),
        contains("date=2026-03-16/a.jsonl", "date=2026-03-17/a.jsonl", "date=2026-03-17/b.jsonl"));
    assertThat(
        found("/{orders/date=2026-03-14,payments/..}/**/b.jsonl"),
        contains("orders/date=2026-03-17/b.jsonl"));
    assertThat(found("/**/*.parquet"), contains("payments/p.parquet"));
    assertThat(found("/payments/**/*.parquet"), contains("p.parquet"));
    assertThat(
        found("/orders/*17"), contains("date=2026-03-17/a.jsonl", "date=2026-03-17/b.jsonl"));
  }

  @Test
  void whatIsNotThereIsReported() throws Exception {
    files("table.csv");

    assertThat(
        problems(() -> InputFiles.orders(folder + "/no")),
        contains(folder + "/no: no such file or directory"));
    assertThat(
        problems(() -> InputFiles.orders(folder + "/no/*.jsonl")),
        contains(folder + "/no/*.jsonl: no file found"));
    assertThat(
        problems(() -> InputFiles.orders(folder.toString())),
        contains(containsString("no file that ends in .jsonl")));
    assertThat(
        problems(() -> InputFiles.orders(folder + "/table.csv")),
        contains(containsString("no file that ends in .jsonl")));
    assertThat(
        problems(() -> InputFiles.orders(folder + "/[")),
        contains(containsString("is no pattern of files")));
  }

  @Test
  void filesOfTwoFormatsAreRefused() throws Exception {
    files("a.jsonl", "b.parquet");

    assertThat(
        problems(() -> InputFiles.orders(folder.toString())),
        contains(containsString("JSON lines and of Parquet")));
  }

  @Test
  void paymentsAreNotTakenForOrders() throws Exception {
    files("payments/p.jsonl");

    assertThat(
        problems(() -> InputFiles.orders(folder.toString())),
        contains(folder + " has payments/ but no orders/"));
  }

  private void aDataSet() throws IOException {
    for (int day = 14; day <= 17; day++) {
      files("orders/date=2026-03-" + day + "/a.jsonl");
    }
    files("orders/date=2026-03-17/b.jsonl", "payments/p.parquet", "stores.jsonl");
  }

  private void files(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
  }

  private List<String> found(String pattern) throws InputException {
    return names(InputFiles.orders(folder + pattern));
  }

  private static List<String> names(InputFiles input) {
    return input.files().stream().map(SourceFile::name).toList();
  }

  private static List<String> problems(Executable search) {
    return assertThrows(InputException.class, search).problems();
  }
}
