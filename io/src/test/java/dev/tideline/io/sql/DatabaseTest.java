package dev.tideline.io.sql;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

class DatabaseTest {

  @Test
  void aPasswordInTheUrlIsRefusedAndNotRepeated() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Database("jdbc:postgresql://h/d?user=a&Password=sesame", null));

    assertThat(refused.getMessage(), not(containsString("sesame")));
  }

  @Test
  void onlySupportedDatabasesAreAccepted() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> new Database("jdbc:mysql://h/d", null));

    assertThat(refused.getMessage(), containsString("jdbc:postgresql:"));
  }

  @Test
  void aLoginThatIsNotThereIsNamed() {
    Database database = new Database("jdbc:postgresql://127.0.0.1:1/d", "/none/login.properties");

    IOException missing =
        assertThrows(IOException.class, () -> database.check(List.of(), Duration.ZERO));

    assertThat(missing.getMessage(), containsString("/none/login.properties"));
  }
}
