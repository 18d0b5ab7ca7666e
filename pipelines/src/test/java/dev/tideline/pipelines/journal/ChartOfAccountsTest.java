package dev.tideline.pipelines.journal;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.pipelines.journal.ChartOfAccounts.Use;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartOfAccountsTest {

  @TempDir private Path folder;

  private Path file(String json) throws IOException {
    return Files.writeString(folder.resolve("accounts.json"), json);
  }

  private List<String> mistakes(String json) throws IOException {
    Path file = file(json);
    return assertThrows(UsageException.class, () -> ChartOfAccounts.read(file)).mistakes();
  }

  @Test
  void aCategoryMayHaveAnAccountOfItsOwn() throws IOException {
    ChartOfAccounts accounts =
        ChartOfAccounts.read(
            file(
                """
                {"receivables":"1200","revenue":"4000","revenue/produce":"4010",
                 "refunds":"4090","cost":"5000","inventory":"1400","fees":"6800",
                 "chargebacks":"4095","rounding":"6960"}"""));
    assertThat(accounts.of(Use.REVENUE, "produce"), is("4010"));
    assertThat(accounts.of(Use.REVENUE, "bakery"), is("4000"));
    assertThat(accounts.of(Use.RECEIVABLES), is("1200"));
  }

  @Test
  void allThatIsWrongIsNamed() throws IOException {
    assertThat(
        mistakes(
            """
            {"receivables":"1200","revenue":4000,"sales":"1","refunds":" ",
             "inventory/produce":"1410","inventory":"1400","fees":"6800",
             "chargebacks":"4095","rounding":"6960"}"""),
        contains(
            endsWith("'revenue' wants the number of an account as a text"),
            containsString("'sales' is none of receivables, revenue, refunds, cost, inventory"),
            endsWith("'refunds' wants the number of an account as a text"),
            endsWith("'inventory/produce': inventory is one account for all categories"),
            endsWith("there is no account for cost")));
    assertThat(mistakes("[]"), contains(endsWith("it is no JSON object")));
    assertThat(mistakes("{"), contains(containsString("it can't be read as JSON")));
    assertThat(mistakes(""), contains(endsWith("it is no JSON object")));
  }
}
