package dev.tideline.proof.reference;

import dev.tideline.proof.world.Question;
import dev.tideline.proof.world.WorldStore;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The rows of each pipeline from the events that count, the slow and obvious way. */
final class RowModel {

  private static final long SLICE = 300_000;
  private static final long WEEK = 7 * 86_400_000L;
  private static final int THRESHOLD = 5;

  private RowModel() {}

  /** The rows that answer a question. */
  static List<String> rows(Question question, List<Event> counted, List<WorldStore> stores) {
    return switch (question.pipeline()) {
      case "fraud-velocity" -> signals(counted);
      case "ops-dashboard" -> windows(counted);
      case "daily-revenue" -> days(counted, stores);
      case "gateway-health" -> gateways(counted);
      default -> throw new IllegalArgumentException("no model of " + question.pipeline());
    };
  }

  private static List<String> signals(List<Event> payments) {
    Map<String, List<Event>> byCard = payments.stream().collect(Collectors.groupingBy(Event::card));
    List<String> rows = new ArrayList<>();
    for (Event payment : payments) {
      long score =
          byCard.get(payment.card()).stream()
              .map(other -> payment.time() - other.time())
              .filter(before -> before >= 0 && before < 60_000)
              .count();
      if (score >= THRESHOLD) {
        rows.add(
            String.format(
                "{\"payment_id\":\"%s\",\"card_token\":\"%s\",\"event_time\":\"%s\",\"score\":%d,"
                    + "\"rule\":\"velocity\",\"rule_version\":1}",
                payment.id(), payment.card(), text(payment.time()), score));
      }
    }
    return rows.stream().distinct().toList(); // payments may share id, card and time
  }

  /** A store and a currency it sells in: money of two currencies is not added. */
  private record Till(String store, String currency) {}

  private static List<String> windows(List<Event> events) {
    Map<Till, Map<Long, List<Event>>> windows = new HashMap<>();
    for (Event event : events) {
      long first = Math.floorDiv(event.time(), SLICE) * SLICE + SLICE;
      for (long end = first; end < first + 6 * SLICE; end += SLICE) {
        windows
            .computeIfAbsent(new Till(event.store(), event.currency()), till -> new TreeMap<>())
            .computeIfAbsent(end, window -> new ArrayList<>())
            .add(event);
      }
    }
    List<String> rows = new ArrayList<>();
    windows.forEach(
        (till, ofTill) -> ofTill.forEach((end, within) -> rows.add(window(till, end, within))));
    return rows;
  }

  private static String window(Till till, long end, List<Event> events) {
    List<Event> placed = events.stream().filter(event -> event.is("PLACED")).toList();
    List<Event> cancelled = events.stream().filter(event -> event.is("CANCELLED")).toList();
    List<Long> serviceTimes =
        events.stream()
            .filter(event -> event.is("FULFILLED"))
            .map(event -> Math.min(event.time() - event.placedAt(), WEEK))
            .sorted()
            .toList();
    BigDecimal revenue = sum(placed.stream().flatMap(event -> event.lines().stream()), LINE_AMOUNT);
    return String.format(
        "{\"window_end\":\"%s\",\"store_id\":\"%s\",\"currency\":\"%s\",\"orders\":%d,"
            + "\"revenue\":%s,\"average_order\":%s,\"cancellations\":%d,"
            + "\"cancellation_rate\":%s,\"fulfilled\":%d,\"service_time_p50_ms\":%d,"
            + "\"service_time_p95_ms\":%d,\"events\":%d}",
        text(end),
        till.store(),
        till.currency(),
        placed.size(),
        revenue,
        ratio(revenue, placed.size()),
        cancelled.size(),
        ratio(BigDecimal.valueOf(cancelled.size()), placed.size()),
        serviceTimes.size(),
        nearestRank(serviceTimes, 50),
        nearestRank(serviceTimes, 95),
        events.size());
  }

  /** The exact percentile, then the longest time that is not told apart from it. */
  private static long nearestRank(List<Long> sorted, int percent) {
    if (sorted.isEmpty()) {
      return 0;
    }
    long exact = sorted.get((percent * sorted.size() + 99) / 100 - 1);
    long width = 1;
    while (exact / width > 2047) {
      width *= 2;
    }
    return Math.min(WEEK, exact / width * width + width - 1);
  }

  /** A day of a store, a category, and a currency. */
  private record Booking(LocalDate day, Till till, String category) {}

  private static List<String> days(List<Event> events, List<WorldStore> stores) {
    Map<Booking, List<Event>> booked = new HashMap<>();
    for (Event event : events) {
      Till till = new Till(event.store(), event.currency());
      LocalDate day = FateModel.businessDay(event, stores);
      Set<String> categories = new HashSet<>();
      event.lines().forEach(line -> categories.add(line.category()));
      for (String category : categories) {
        booked
            .computeIfAbsent(new Booking(day, till, category), key -> new ArrayList<>())
            .add(event);
      }
    }
    List<String> rows = new ArrayList<>();
    booked.forEach((booking, of) -> rows.add(day(booking, of)));
    return rows;
  }

  private static String day(Booking booking, List<Event> events) {
    BigDecimal revenue =
        sum(lines("PLACED", booking, events), LINE_AMOUNT)
            .subtract(sum(lines("CANCELLED", booking, events), LINE_AMOUNT));
    BigDecimal cost =
        sum(lines("PLACED", booking, events), Event.Line::cost)
            .subtract(sum(lines("CANCELLED", booking, events), Event.Line::cost));
    BigDecimal refunds = sum(lines("REFUNDED", booking, events), LINE_AMOUNT);
    BigDecimal units =
        sum(lines("PLACED", booking, events), RowModel::quantity)
            .subtract(sum(lines("CANCELLED", booking, events), RowModel::quantity));
    int orders = (int) events.stream().filter(event -> event.is("PLACED")).count();
    return String.format(
        "{\"business_day\":\"%s\",\"store_id\":\"%s\",\"category\":\"%s\",\"currency\":\"%s\","
            + "\"orders\":%d,\"lines\":%d,\"units\":%s,\"revenue\":%s,\"refunds\":%s,\"cost\":%s,"
            + "\"margin\":%s,\"average_order\":%s,\"events\":%d}",
        booking.day(),
        booking.till().store(),
        booking.category(),
        booking.till().currency(),
        orders,
        lines("PLACED", booking, events).count(),
        units.setScale(0),
        revenue,
        refunds,
        cost,
        revenue.subtract(refunds).subtract(cost),
        ratio(revenue, orders),
        // each event once, under the category of its first line
        events.stream()
            .filter(event -> event.lines().get(0).category().equals(booking.category()))
            .count());
  }

  /** A gateway, and a currency. */
  private record Gateway(String name, String currency) {}

  private static List<String> gateways(List<Event> payments) {
    Map<Gateway, List<Event>> byGateway =
        payments.stream()
            .collect(Collectors.groupingBy(each -> new Gateway(each.gateway(), each.currency())));
    List<String> rows = new ArrayList<>();
    byGateway.forEach(
        (gateway, of) ->
            of.stream()
                .map(payment -> Math.floorDiv(payment.time(), SLICE) * SLICE)
                .flatMap(slice -> LongStream.rangeClosed(1, 13).mapToObj(i -> slice + i * SLICE))
                .distinct()
                .forEach(end -> rows.add(gateway(gateway, end, of))));
    return rows;
  }

  private static String gateway(Gateway gateway, long end, List<Event> payments) {
    List<Event> last = within(end - SLICE, end, payments);
    List<Event> hour = within(end - 13 * SLICE, end - SLICE, payments);
    long ratio = hour.isEmpty() ? 0 : last.size() * 12_000_000L / hour.size();
    String state = hour.size() >= 60 && ratio < 500_000 ? "DEGRADED" : "OK";
    return String.format(
        "{\"window_end\":\"%s\",\"gateway\":\"%s\",\"currency\":\"%s\",\"payments_5min\":%d,"
            + "\"amount_5min\":%s,\"payments_hour\":%d,\"amount_hour\":%s,\"ratio_ppm\":%d,"
            + "\"state\":\"%s\"}",
        text(end),
        gateway.name(),
        gateway.currency(),
        last.size(),
        sum(last),
        hour.size(),
        sum(hour),
        ratio,
        last.isEmpty() ? "SILENT" : state);
  }

  private static List<Event> within(long from, long to, List<Event> payments) {
    return payments.stream()
        .filter(payment -> payment.time() >= from && payment.time() < to)
        .toList();
  }

  private static BigDecimal sum(List<Event> payments) {
    return payments.stream()
        .map(Event::amount)
        .reduce(BigDecimal.ZERO.setScale(4), BigDecimal::add);
  }

  private static final Function<Event.Line, BigDecimal> LINE_AMOUNT = Event.Line::amount;

  private static BigDecimal quantity(Event.Line line) {
    return BigDecimal.valueOf(line.quantity());
  }

  private static Stream<Event.Line> lines(String type, Booking booking, List<Event> events) {
    return events.stream()
        .filter(event -> event.is(type))
        .flatMap(event -> event.lines().stream())
        .filter(line -> line.category().equals(booking.category()));
  }

  private static BigDecimal sum(Stream<Event.Line> lines, Function<Event.Line, BigDecimal> column) {
    return lines.map(column).reduce(BigDecimal.ZERO.setScale(4), BigDecimal::add);
  }

  private static BigDecimal ratio(BigDecimal of, int by) {
    return by == 0
        ? BigDecimal.ZERO.setScale(4)
        : of.divide(BigDecimal.valueOf(by), 4, RoundingMode.HALF_UP);
  }

  private static String text(long time) {
    String text = Instant.ofEpochMilli(time).toString();
    return text.contains(".") ? text : text.replace("Z", ".000Z");
  }
}
