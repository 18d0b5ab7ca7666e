package dev.tideline.sql;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
  void onlyTheDatabasesThatWeKnowAreSpokenTo() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> new Database("jdbc:mysql://h/d", null));

    assertThat(refused.getMessage(), containsString("jdbc:postgresql:"));
  }
}
