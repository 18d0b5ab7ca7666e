package dev.tideline.io.events;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.payment.CardKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the card key is looked for, and that it never shows. */
class CardKeysTest {

  @TempDir Path folder;

  @Test
  void aLineFeedAtTheEndIsNotPartOfTheKey() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "sixteen letters.\r\n");
    byte[] key = CardKeys.fromFile(file).fetch();
    assertThat(new String(key, StandardCharsets.UTF_8), is("sixteen letters."));
  }

  @Test
  void theKeyIsFetchedOnUseWhereverItTravels() throws IOException {
    Path file = folder.resolve("later");
    CardKey travelled = SerializableUtils.clone(CardKeys.fromFile(file));
    Files.writeString(file, "sixteen letters.");
    assertThat(travelled.fetch().length, is(16));
  }

  @Test
  void aShortKeyIsRefusedAndNotQuoted() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "fifteen letters");
    CardKey key = CardKeys.fromFile(file);
    IllegalStateException refused = assertThrows(IllegalStateException.class, key::fetch);
    assertThat(refused.getMessage(), containsString("shorter than 16 bytes"));
    assertThat(refused.getMessage(), containsString(file.toString()));
    assertThat(refused.getMessage() + key, not(containsString("fifteen")));
  }

  @Test
  void aMissingKeyIsReportedWithItsPlace() {
    CardKey inFile = CardKeys.fromFile(folder.resolve("none"));
    CardKey inEnvironment = CardKeys.fromEnvironment("TIDELINE_NO_SUCH_VARIABLE");
    assertThat(
        assertThrows(IllegalStateException.class, inFile::fetch).getMessage(),
        containsString(folder.resolve("none").toString()));
    assertThat(
        assertThrows(IllegalStateException.class, inEnvironment::fetch).getMessage(),
        containsString("TIDELINE_NO_SUCH_VARIABLE is not set"));
  }
}
