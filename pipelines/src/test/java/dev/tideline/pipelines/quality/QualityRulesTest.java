package dev.tideline.pipelines.quality;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.tideline.pipelines.reconciliation.PaymentsDifference;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day of one store whose payments don't come to what it has sold. */
class QualityRulesTest {

  private static final LocalDate DAY = LocalDate.of(2026, 3, 17);

  @TempDir private Path home;

  private QualityRules rule(String atMost, String otherwise) throws IOException {
    String json =
        "{\"payments_difference\":{\"at_most\":%s,\"otherwise\":\"%s\"}}"
            .formatted(atMost, otherwise);
    return QualityRules.read(Files.writeString(home.resolve("quality.json"), json));
  }

  private static MeasuredDay day(Map<String, PaymentsDifference> payments) {
    return new MeasuredDay(DAY, 1, Set.of("berlin"), Set.of("berlin"), -1, payments);
  }

  private static PaymentsDifference differs(String by, String sold) {
    return new PaymentsDifference(new BigDecimal(by), new BigDecimal(sold));
  }

  private static List<String> lines(List<QualityRules.Breach> breaches) {
    return breaches.stream().map(QualityRules.Breach::line).toList();
  }

  @Test
  void eachCurrencyIsHeldAgainstItsOwnSales() throws IOException {
    MeasuredDay measured =
        day(Map.of("EUR", differs("1.00", "100.00"), "USD", differs("2.50", "10.00")));
    List<QualityRules.Breach> breaches = rule("0.01", "quarantine").breachesOf(measured);
    assertThat(
        lines(breaches),
        contains(
            "QUALITY 2026-03-17 payments_difference=0.25, at most 0.01: quarantine (USD 2.50 of 10.00)"));
    assertThat(breaches.get(0).withholds(DAY), is(true));
    assertThat(
        "another day is not its matter", breaches.get(0).withholds(DAY.plusDays(1)), is(false));
    assertThat(rule("0.01", "warn").breachesOf(measured).get(0).withholds(DAY), is(false));
  }

  /** Payments that came for nothing, and refunds alone. */
  @Test
  void aDayWithoutSalesMayHaveNoPaymentsEither() throws IOException {
    QualityRules rule = rule("0.5", "fail");
    assertThat(rule.breachesOf(day(Map.of("EUR", differs("0", "0")))), is(empty()));
    assertThat(rule.breachesOf(day(Map.of("EUR", differs("0", "-3.00")))), is(empty()));
    assertThat(
        lines(rule.breachesOf(day(Map.of("EUR", differs("5.00", "0"))))),
        contains("QUALITY 2026-03-17 payments_difference=1, at most 0.5: fail (EUR 5.00 of 0)"));
  }
}
