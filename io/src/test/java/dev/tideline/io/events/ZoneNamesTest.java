package dev.tideline.io.events;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneNamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Berlin",
        "Asia/Calcutta",
        "America/Argentina/Buenos_Aires",
        "UTC",
        "GMT",
        "CET",
        "EST5EDT",
        "Etc/GMT+5",
        "Z",
        "+05:30",
        "-3",
        "UTC+5",
        "GMT-03:30"
      })
  void aNameOfTheDatabaseIsAZoneAndSoIsAnOffset(String name) {
    assertThat(ZoneNames.find(name), is(Optional.of(ZoneId.of(name))));
  }

  @ParameterizedTest
  @CsvSource({
    "europe/berlin, Europe/Berlin",
    "EUROPE/BERLIN, Europe/Berlin",
    "Europe/Berln, Europe/Berlin",
    "'Europe/Berlin ', Europe/Berlin",
    "America/New York, America/New_York",
    "Berlin, Europe/Berlin",
    "Kolkata, Asia/Kolkata",
    "utc, UTC",
    "W. Europe Standard Time, Europe/Berlin",
    "w. europe standard time, Europe/Berlin",
    "India Standard Time, Asia/Kolkata",
    "JST, Asia/Tokyo",
    "CEST, Europe/Berlin"
  })
  void theNameThatIsMeantIsSaid(String name, String meant) {
    assertThat(ZoneNames.find(name), is(Optional.empty()));
    assertThat(
        ZoneNames.problem(name),
        is("is no time zone of the tz database: did you mean " + meant + "?"));
  }

  @ParameterizedTest
  @CsvSource({
    "EST, America/New_York or America/Panama",
    "IST, Asia/Kolkata or Europe/Dublin or Asia/Jerusalem",
    "ist, Asia/Kolkata or Europe/Dublin or Asia/Jerusalem",
    "CST, America/Chicago or Asia/Shanghai or America/Havana",
    "BST, Europe/London or Asia/Dhaka"
  })
  void anAbbreviationIsSeveralZones(String name, String zones) {
    assertThat(ZoneNames.find(name), is(Optional.empty()));
    assertThat(
        ZoneNames.problem(name),
        is("is an abbreviation that may mean " + zones + ": name one of them"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SystemV/AST4", "Middle-earth/Bree", "+25:00", "+5:3", "5", "?"})
  void whatIsLikeNoZoneIsSaidToBeNone(String name) {
    assertThat(ZoneNames.find(name), is(Optional.empty()));
    assertThat(
        ZoneNames.problem(name), is("is no time zone of the tz database, such as Europe/Berlin"));
  }

  @Test
  void everyHintNamesAZone() throws IOException {
    try (InputStream in = ZoneNames.class.getResourceAsStream("zone-hints.txt")) {
      String hints = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : hints.lines().filter(each -> !each.startsWith("#")).toList()) {
        for (String zone : line.substring(line.indexOf('=') + 1).split(", ", -1)) {
          assertThat(line, ZoneNames.find(zone), is(not(Optional.empty())));
        }
      }
    }
  }
}
