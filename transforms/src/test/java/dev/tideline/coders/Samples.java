package dev.tideline.coders;

import dev.tideline.books.Books;
import dev.tideline.coverage.Coverage;
import dev.tideline.dashboard.ActivityByStore;
import dev.tideline.dashboard.ActivityByStore.StoreCurrency;
import dev.tideline.dashboard.DashboardRow;
import dev.tideline.dashboard.ServiceTimes;
import dev.tideline.dashboard.StoreActivity;
import dev.tideline.event.OtherCopy;
import dev.tideline.fraud.FraudSignal;
import dev.tideline.fraud.card.CardArrival;
import dev.tideline.fraud.card.CardGroup;
import dev.tideline.fraud.card.CardGroupDraft;
import dev.tideline.fraud.card.CardHistory;
import dev.tideline.fraud.card.CardPayment;
import dev.tideline.fraud.card.StateRetention;
import dev.tideline.gateway.GatewayCounts;
import dev.tideline.gateway.GatewayCounts.Payments;
import dev.tideline.gateway.GatewayRow;
import dev.tideline.hindsight.Arrival;
import dev.tideline.hindsight.DecisionKind;
import dev.tideline.hindsight.Decisions;
import dev.tideline.hindsight.Hindsight;
import dev.tideline.hindsight.HindsightRow;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.ledger.TooLateEvent;
import dev.tideline.money.Unposted;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderLine;
import dev.tideline.order.OrderType;
import dev.tideline.payment.CardToken;
import dev.tideline.payment.Payment;
import dev.tideline.reconciliation.BankLine;
import dev.tideline.reconciliation.rules.ReconciliationAccount;
import dev.tideline.reconciliation.rules.ReconciliationRow;
import dev.tideline.reconciliation.rules.ReconciliationState;
import dev.tideline.reconciliation.rules.ReconciliationSums;
import dev.tideline.records.Payload;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RecordLocation;
import dev.tideline.records.Reject;
import dev.tideline.records.RejectReason;
import dev.tideline.records.SourcePartition;
import dev.tideline.records.SourceRange;
import dev.tideline.revenue.DayRevenue;
import dev.tideline.revenue.Revenue;
import dev.tideline.revenue.RevenueRow;
import dev.tideline.revenue.StoreDay;
import dev.tideline.settlement.SettlementKind;
import dev.tideline.settlement.SettlementLine;
import dev.tideline.sum.Total;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A typical and an extreme value of every type that travels, with the bytes it must have. */
final class Samples {

  private static final long TIME = 1_773_791_880_123L; // 2026-03-17T23:58:00.123Z
  private static final RecordLocation TOPIC = RecordLocation.inTopic("orders.v1", 3, 48_234);
  private static final RecordLocation FILE =
      RecordLocation.inFile("2026/03/größe.jsonl", Long.MAX_VALUE, 17);
  private static final Unposted LATE =
      new Unposted("e1", "b", TIME, "EUR", Total.of(-25_000), true);
  private static final Unposted EARLIEST =
      new Unposted(null, null, Long.MIN_VALUE, null, null, false);
  private static final OrderLine LINE = new OrderLine("sku-1", "dairy", 2, 123_400, 80_000);

  /**
   * A value, and its bytes.
   *
   * @param value the value
   * @param again an equal one that was built another way
   * @param hex its bytes
   */
  record Sample(Object value, Object again, String hex) {
    @Override
    public String toString() {
      return value.toString();
    }
  }

  static final List<Sample> ALL =
      List.of(
          new Sample(
              TOPIC,
              RecordLocation.inTopic("orders.v1", 3, 48_234),
              "096f72646572732e763104eaf80200"),
          new Sample(
              FILE,
              RecordLocation.inFile("2026/03/gr\u00f6\u00dfe.jsonl", Long.MAX_VALUE, 17),
              "15323032362f30332f6772c3b6c39f652e6a736f6e6c00ffffffffffffffff7f11"),
          new Sample(
              new RawRecord(utf8("{}"), TOPIC, TIME),
              new RawRecord(new byte[] {'{', '}'}, TOPIC, TIME),
              "027b7d096f72646572732e763104eaf802000000019cfe3c23bb"),
          new Sample(
              new RawRecord(new byte[0], FILE, RawRecord.IN_PAYLOAD),
              new RawRecord(utf8(""), FILE, Long.MIN_VALUE),
              "0015323032362f30332f6772c3b6c39f652e6a736f6e6c00ffffffffffffffff7f118000000000000000"),
          new Sample(
              LATE,
              new Unposted("e" + 1, "b", TIME, "EUR", Total.of(-25_000), false).asRepeat(),
              "3f02653101620000019cfe3c23bb03455552029e58"),
          new Sample(Unposted.NOTHING, new Unposted(null, null, null, null, null, false), "00"),
          new Sample(
              new Reject(
                  RejectReason.BAD_TIME,
                  "event_time",
                  "noon",
                  TOPIC,
                  TIME,
                  new Payload("{}", 7),
                  LATE),
              new Reject(
                  RejectReason.BAD_TIME,
                  "event_time",
                  "noon",
                  TOPIC,
                  TIME,
                  new Payload("{}", 7),
                  LATE),
              "084241445f54494d450a6576656e745f74696d65046e6f6f6e096f72646572732e763104eaf802000000019cfe3c23bb027b7d073f02653101620000019cfe3c23bb03455552029e58"),
          new Sample(
              new Reject(
                  RejectReason.NOT_UTF8, "", "", FILE, RawRecord.IN_PAYLOAD, new Payload("", 1)),
              new Reject(RejectReason.NOT_UTF8, "", "", FILE, Long.MIN_VALUE, new Payload("", 1)),
              "084e4f545f55544638000015323032362f30332f6772c3b6c39f652e6a736f6e6c00ffffffffffffffff7f118000000000000000000100"),
          new Sample(
              new OrderEvent(
                  "e1",
                  "o1",
                  OrderType.PLACED,
                  "s1",
                  TIME,
                  TIME,
                  "EUR",
                  List.of(LINE),
                  TIME + 5,
                  0,
                  TOPIC),
              new OrderEvent(
                  "e1",
                  "o1",
                  OrderType.PLACED,
                  "s1",
                  TIME,
                  TIME,
                  "EUR",
                  List.of(new OrderLine("sku-1", "dairy", 2, 123_400, 80_000)),
                  TIME + 5,
                  0,
                  TOPIC),
              "026531026f3106504c414345440273310000019cfe3c23bb0000019cfe3c23bb034555520105736b752d3105646169727902000000000001e20800000000000138800000019cfe3c23c000096f72646572732e763104eaf80200"),
          new Sample(
              new OrderEvent(
                  "",
                  "",
                  OrderType.FULFILLED,
                  "",
                  Long.MIN_VALUE,
                  0,
                  "",
                  List.of(),
                  Long.MAX_VALUE,
                  Integer.MAX_VALUE,
                  FILE),
              new OrderEvent(
                      "",
                      "",
                      OrderType.FULFILLED,
                      "",
                      Long.MIN_VALUE,
                      0,
                      "",
                      List.of(),
                      Long.MAX_VALUE,
                      0,
                      FILE)
                  .asCopy(Integer.MAX_VALUE),
              "00000946554c46494c4c4544008000000000000000000000000000000000007fffffffffffffffffffffff0715323032362f30332f6772c3b6c39f652e6a736f6e6c00ffffffffffffffff7f11"),
          new Sample(
              new CardToken(0x0123456789abcdefL, 42),
              new CardToken(81985529216486895L, 0x2a),
              "0123456789abcdef000000000000002a"),
          new Sample(
              new CardToken(-1, Long.MIN_VALUE),
              new CardToken(0xffff_ffff_ffff_ffffL, 1L << 63),
              "ffffffffffffffff8000000000000000"),
          new Sample(
              new Payment(
                  "p1",
                  "o1",
                  new CardToken(1, 2),
                  "s1",
                  "paymate",
                  123_400,
                  "EUR",
                  TIME,
                  TIME + 5,
                  0,
                  TOPIC),
              new Payment(
                      "p1",
                      "o1",
                      new CardToken(1, 2),
                      "s1",
                      "paymate",
                      123_400,
                      "EUR",
                      TIME,
                      TIME + 5,
                      9,
                      TOPIC)
                  .asCopy(0),
              "027031026f3100000000000000010000000000000002027331077061796d617465000000000001e208034555520000019cfe3c23bb0000019cfe3c23c000096f72646572732e763104eaf80200"),
          new Sample(
              new Payment(
                  "",
                  "",
                  new CardToken(-1, -1),
                  "",
                  "",
                  Long.MAX_VALUE,
                  "",
                  Long.MIN_VALUE,
                  -1,
                  7,
                  FILE),
              new Payment(
                      "",
                      "",
                      new CardToken(-1, -1),
                      "",
                      "",
                      Long.MAX_VALUE,
                      "",
                      Long.MIN_VALUE,
                      -1,
                      0,
                      FILE)
                  .asCopy(7),
              "0000ffffffffffffffffffffffffffffffff00007fffffffffffffff008000000000000000ffffffffffffffff0715323032362f30332f6772c3b6c39f652e6a736f6e6c00ffffffffffffffff7f11"),
          new Sample(LedgerEntry.ZERO, new LedgerEntry(0, 0, 0, 0, 0, Map.of()), "00000000000000"),
          new Sample(
              entry(RejectReason.BAD_TIME, RejectReason.NOT_JSON),
              entry(RejectReason.NOT_JSON, RejectReason.BAD_TIME),
              "e807610102ac0202084241445f54494d45ac02084e4f545f4a534f4eac0200"),
          new Sample(
              new TooLateEvent(TOPIC, LATE, TIME + 600_001, OtherCopy.UNKNOWN, "{}"),
              new TooLateEvent(TOPIC, LATE, TIME + 600_001, OtherCopy.UNKNOWN, "{" + "}"),
              "096f72646572732e763104eaf802003f02653101620000019cfe3c23bb03455552029e580000019cfe454b7c07554e4b4e4f574e027b7d"),
          new Sample(
              new TooLateEvent(FILE, EARLIEST, Long.MAX_VALUE, OtherCopy.COUNTED, ""),
              new TooLateEvent(
                  FILE, EARLIEST, Long.MAX_VALUE, OtherCopy.COUNTED, new String(new char[0])),
              "15323032362f30332f6772c3b6c39f652e6a736f6e6c00ffffffffffffffff7f110480000000000000007fffffffffffffff07434f554e54454400"),
          new Sample(
              Books.of(60_000, new LedgerEntry(1, 1, 0, 0, 0, Map.of())),
              Books.of(60_000, LedgerEntry.ZERO)
                  .plus(Books.of(60_000, new LedgerEntry(1, 1, 0, 0, 0, Map.of()))),
              "01000000000000ea600101000000000000"),
          new Sample(
              Books.of(120_000, LedgerEntry.ZERO).plus(Books.of(-60_000, LedgerEntry.ZERO)),
              Books.of(-60_000, LedgerEntry.ZERO).plus(Books.of(120_000, LedgerEntry.ZERO)),
              "02ffffffffffff15a000000000000000000000000001d4c00000000000000000"),
          new Sample(
              Books.of(new SourcePartition("a", 1), Coverage.of(new SourceRange("a", 1, 5, 9), 3)),
              Books.NONE.plus(
                  Books.of(
                      new SourcePartition("a", 1), Coverage.of(new SourceRange("a", 1, 5, 9), 3))),
              "00010161010105040403"),
          new Sample(new StoreDay("s1", 20_529), new StoreDay("s" + 1, 20_529), "027331b1a001"),
          new Sample(
              new StoreDay("", -1), new StoreDay(new String(new char[0]), -1), "00ffffffff0f"),
          new Sample(
              new DayRevenue(20_529, new TreeMap<>()),
              new DayRevenue(20_529, Collections.emptySortedMap()),
              "b1a00100"),
          new Sample(
              new DayRevenue(
                  20_529,
                  new TreeMap<>(
                      Map.of(
                          "dairy", revenue(1, 2, 3, 4, 5, 6, 7),
                          "\uD83E\uDDC0", revenue(0, 0, 0, -1, 0, 0, 0)))),
              new DayRevenue(
                      20_529, new TreeMap<>(Map.of("\uD83E\uDDC0", revenue(0, 0, 0, -1, 0, 0, 0))))
                  .plus(
                      new DayRevenue(
                          20_529, new TreeMap<>(Map.of("dairy", revenue(1, 2, 3, 4, 5, 6, 7))))),
              "b1a00102056461697279010203010401050106010704f09fa78000000001ff010001000100"),
          new Sample(
              revenue(1, 2, 3, 4, 5, 6, 7),
              revenue(1, 1, 1, 1, 1, 1, 1).plus(revenue(0, 1, 2, 3, 4, 5, 6)),
              "0102030104010501060107"),
          new Sample(
              revenue(Long.MAX_VALUE, 0, 0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 0),
              revenue(0, 0, 0, 0, 0, 0, 0)
                  .plus(revenue(Long.MAX_VALUE, 0, 0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 0)),
              "ffffffffffffffff7f000001ff088000000000000000087fffffffffffffff0100"),
          new Sample(
              new RevenueRow(
                  new StoreDay("s1", 20_529), "dairy", "EUR", revenue(1, 2, 3, 4, 5, 6, 7), 8),
              new RevenueRow(
                  new StoreDay("s1", 20_529),
                  "dairy",
                  "EUR",
                  revenue(1, 1, 1, 1, 1, 1, 1).plus(revenue(0, 1, 2, 3, 4, 5, 6)),
                  8),
              "027331b1a00105646169727903455552010203010401050106010708"),
          new Sample(
              bankLine("1.0837"),
              bankLine("1.0837"),
              "19736574746c656d656e742d323032362d30332d31382e637376070462616e6b026c370270310006524546554e44fffffffffffcf2c000000000000005dc0355534406312e30383337b2a00102706f026c31"),
          new Sample(
              bankLine(null),
              bankLine(null),
              "19736574746c656d656e742d323032362d30332d31382e637376070462616e6b026c370270310006524546554e44fffffffffffcf2c000000000000005dc0355534400b2a00102706f026c31"),
          new Sample(
              reconciled(Total.of(5)),
              reconciled(Total.of(2).plus(Total.of(3))),
              "b1a00102733103455552075041594d454e54074d415443484544010105010001050100010001000100"),
          new Sample(ServiceTimes.NONE, ServiceTimes.of(), "00"),
          new Sample(
              ServiceTimes.of(0, 0, 5, 2_047, 121_500, 180_000, Long.MAX_VALUE),
              ServiceTimes.of(180_095, Long.MAX_VALUE)
                  .plus(ServiceTimes.of(121_535, 0, 2_047))
                  .plus(ServiceTimes.of(5, 0)),
              "0600020501fa0f01eb2e01940401835e01"),
          new Sample(
              new StoreActivity(3, Total.of(100_100), 1, ServiceTimes.of(121_500)),
              new StoreActivity(1, Total.of(100), 0, ServiceTimes.of(121_500))
                  .plus(new StoreActivity(2, Total.of(100_000), 1, ServiceTimes.NONE)),
              "03030187040101ea3e01"),
          new Sample(
              new StoreActivity(Long.MAX_VALUE, Total.of(Long.MIN_VALUE), 0, ServiceTimes.NONE),
              new StoreActivity(Long.MAX_VALUE, Total.of(-1), 0, ServiceTimes.NONE)
                  .plus(new StoreActivity(0, Total.of(Long.MIN_VALUE + 1), 0, ServiceTimes.NONE)),
              "ffffffffffffffff7f0880000000000000000000"),
          new Sample(
              new ActivityByStore(
                  new TreeMap<>(
                      Map.of(
                          new StoreCurrency("s1", "EUR"),
                          new StoreActivity(3, Total.of(100_100), 1, ServiceTimes.of(5)),
                          new StoreCurrency("s1", "BGN"),
                          new StoreActivity(1, Total.of(0), 0, ServiceTimes.NONE)))),
              new ActivityByStore(
                      new TreeMap<>(
                          Map.of(
                              new StoreCurrency("s1", "EUR"),
                              new StoreActivity(1, Total.of(100), 1, ServiceTimes.of(5)))))
                  .plus(
                      new ActivityByStore(
                          new TreeMap<>(
                              Map.of(
                                  new StoreCurrency("s1", "EUR"),
                                  new StoreActivity(2, Total.of(100_000), 0, ServiceTimes.NONE),
                                  new StoreCurrency("s1", "BGN"),
                                  new StoreActivity(1, Total.of(0), 0, ServiceTimes.NONE))))),
              "1d020273310342474e01010000000273310345555203030187040101" + "0501"),
          new Sample(
              new DashboardRow(
                  "s1",
                  TIME,
                  "EUR",
                  new StoreActivity(3, Total.of(100_100), 1, ServiceTimes.of(5))),
              new DashboardRow(
                  "s1",
                  TIME,
                  "EUR",
                  new StoreActivity(3, Total.of(100_100), 1, ServiceTimes.of(new long[] {5}))),
              "0273310000019cfe3c23bb03455552030301870401010501"),
          new Sample(
              new Payments(2, Total.of(Long.MAX_VALUE).plus(Total.of(1))),
              new Payments(1, Total.of(Long.MAX_VALUE)).plus(new Payments(1, Total.of(1))),
              "0209008000000000000000"),
          new Sample(
              new Payments(3, Total.of(100_100)),
              new Payments(1, Total.of(100_100)).plus(new Payments(2, Total.of(0))),
              "0303018704"),
          new Sample(
              new GatewayCounts(new TreeMap<>(Map.of(TIME, new Payments(3, Total.of(100_100))))),
              GatewayCounts.NONE.plus(
                  new GatewayCounts(
                      new TreeMap<>(Map.of(TIME, new Payments(3, Total.of(100_100)))))),
              "010000019cfe3c23bb0303018704"),
          new Sample(
              new GatewayRow(
                  "g1",
                  "EUR",
                  TIME,
                  new Payments(3, Total.of(100_100)),
                  new Payments(60, Total.of(5)),
                  GatewayRow.State.DEGRADED),
              new GatewayRow(
                  "g" + 1,
                  "EUR",
                  TIME,
                  new Payments(3, Total.of(100_100)),
                  new Payments(60, Total.of(5)),
                  GatewayRow.State.DEGRADED),
              "026731034555520000019cfe3c23bb03030187043c0105084445475241444544"),
          new Sample(
              new CardPayment("p1", 7, TIME, 123_400, TIME + 5, 9),
              new CardPayment("p" + 1, 7, TIME, 123_400, TIME + 5, 9),
              "02703100000000000000070000019cfe3c23bb88c4070000019cfe3c23c00000000000000009"),
          new Sample(
              new CardPayment("", -1, Long.MIN_VALUE, Long.MAX_VALUE, -1, -1),
              new CardPayment("", -1, Long.MIN_VALUE, Long.MAX_VALUE, -1, -1),
              "00ffffffffffffffff8000000000000000ffffffffffffffff7fffffffffffffffffffffffffffffffff"),
          new Sample(
              new CardArrival(new CardPayment("p1", 7, TIME, 123_400, TIME + 5, 9), null),
              new CardArrival(new CardPayment("p" + 1, 7, TIME, 123_400, TIME + 5, 9), null),
              "02703100000000000000070000019cfe3c23bb88c4070000019cfe3c23c0000000000000000900"),
          new Sample(
              new CardArrival(
                  new CardPayment("p1", 7, TIME, 123_400, TIME + 5, 9),
                  new TooLateEvent(TOPIC, LATE, TIME + 600_001, OtherCopy.UNKNOWN, "{}")),
              new CardArrival(
                  new CardPayment("p" + 1, 7, TIME, 123_400, TIME + 5, 9),
                  new TooLateEvent(TOPIC, LATE, TIME + 600_001, OtherCopy.UNKNOWN, "{" + "}")),
              "02703100000000000000070000019cfe3c23bb88c4070000019cfe3c23c0000000000000000901096f72646572732e763104eaf802003f02653101620000019cfe3c23bb03455552029e580000019cfe454b7c07554e4b4e4f574e027b7d"),
          new Sample(new CardHistory(), history(), "800000000000000080000000000000000000"),
          new Sample(
              group(1_000),
              group(1_000),
              "000000000000000080000000000000000156000000000000000100000000000003e800000000000003e80000003a00000000000003ed800000000000000001057031303030000000000000000000000000000003e8e80700000000000003ed00000000000003e800"),
          new Sample(group(), group(), "000000000000000080000000000000000100"),
          new Sample(
              history(TIME, TIME + 1, TIME + 70_000),
              history(TIME + 70_000, TIME + 1, TIME),
              "0000019cfe3d35308000000000000000030e703137373337393138383031323300000000000000000000019cfe3c23bbbbc7f0f1cf330000019cfe3c23c00000019cfe3c23bb0e703137373337393138383031323400000000000000000000019cfe3c23bcbcc7f0f1cf330000019cfe3c23c10000019cfe3c23bc0e703137373337393139353031323300000000000000000000019cfe3d352babeaf4f1cf330000019cfe3d35300000019cfe3d352b00"),
          new Sample(
              purged(TIME, TIME + 600_000),
              purged(TIME, TIME + 600_000),
              "0000019cfe454b800000019cfe3c23bb010e703137373337393234383031323300000000000000000000019cfe454b7bfb9695f2cf330000019cfe454b800000019cfe454b7b00"),
          new Sample(
              new FraudSignal("p1", new CardToken(1, 2), TIME, 5, "velocity+amount", 2, TIME + 7),
              new FraudSignal(
                  "p" + 1, new CardToken(0x1, 0x2), TIME, 5, "velocity" + "+amount", 2, TIME + 7),
              "027031000000000000000100000000000000020000019cfe3c23bb050f76656c6f636974792b616d6f756e74020000019cfe3c23c2"),
          new Sample(
              new FraudSignal(
                  "", new CardToken(-1, -1), Long.MIN_VALUE, Integer.MAX_VALUE, "", 0, 0),
              new FraudSignal(
                  "", new CardToken(-1, -1), Long.MIN_VALUE, Integer.MAX_VALUE, "", 0, 0),
              "00ffffffffffffffffffffffffffffffff8000000000000000ffffffff0700000000000000000000"),
          new Sample(
              new Arrival(
                  new CardToken(1, 2),
                  new CardPayment("p1", 7, TIME, 123_400, TIME + 5, 9),
                  "EUR",
                  false),
              new Arrival(
                  new CardToken(0x1, 0x2),
                  new CardPayment("p" + 1, 7, TIME, 123_400, TIME + 5, 9),
                  "EUR",
                  false),
              "0000000000000001000000000000000202703100000000000000070000019cfe3c23bb88c4070000019cfe3c23c000000000000000090345555200"),
          new Sample(
              new Arrival(
                  new CardToken(-1, -1),
                  new CardPayment("", -1, Long.MIN_VALUE, Long.MAX_VALUE, -1, -1),
                  "",
                  true),
              new Arrival(
                  new CardToken(-1, -1),
                  new CardPayment("", -1, Long.MIN_VALUE, Long.MAX_VALUE, -1, -1),
                  "",
                  true),
              "ffffffffffffffffffffffffffffffff00ffffffffffffffff8000000000000000ffffffffffffffff7fffffffffffffffffffffffffffffffff0001"),
          new Sample(
              new DecisionKind("EUR", Hindsight.TOO_LATE),
              new DecisionKind("EU" + "R", Hindsight.valueOf("TOO_LATE")),
              "0345555208544f4f5f4c415445"),
          new Sample(
              new DecisionKind("", Hindsight.APPROVED),
              new DecisionKind(new String(new char[0]), Hindsight.APPROVED),
              "0008415050524f564544"),
          new Sample(
              new Decisions(3, Total.of(100_100)),
              new Decisions(1, Total.of(100)).plus(new Decisions(2, Total.of(100_000))),
              "0303018704"),
          new Sample(
              new Decisions(Long.MAX_VALUE, Total.of(Long.MAX_VALUE)),
              new Decisions(Long.MAX_VALUE, Total.of(Long.MAX_VALUE)).plus(Decisions.NONE),
              "ffffffffffffffff7f087fffffffffffffff"),
          new Sample(
              new HindsightRow(
                  new DecisionKind("EUR", Hindsight.FLAGGED), new Decisions(3, Total.of(100_100))),
              new HindsightRow(
                  new DecisionKind("EUR", Hindsight.FLAGGED),
                  new Decisions(3, Total.of(100_100)).plus(Decisions.NONE)),
              "0345555207464c41474745440303018704"),
          new Sample(
              new HindsightRow(new DecisionKind("", Hindsight.APPROVED), Decisions.NONE),
              new HindsightRow(
                  new DecisionKind("", Hindsight.APPROVED), new Decisions(0, Total.of(0))),
              "0008415050524f564544000100"),
          new Sample(
              new SourcePartition("orders.v1", 3),
              new SourceRange("orders.v1", 3, 17, 20).whole(),
              "096f72646572732e763103"),
          new Sample(
              new Coverage(List.of(new Coverage.Span(10, 20), new Coverage.Span(30, 40)), 21, 7),
              Coverage.of(new SourceRange("orders.v1", 3, 30, 40), 4)
                  .plus(Coverage.of(new SourceRange("orders.v1", 3, 30, 31), 1))
                  .plus(Coverage.of(new SourceRange("orders.v1", 3, 10, 20), 2)),
              "020a0a1e0a1507"),
          new Sample(
              Coverage.NONE, Coverage.of(new SourceRange("orders.v1", 0, 5, 5), 0), "000000"));

  private Samples() {}

  private static LedgerEntry entry(RejectReason... reasons) {
    Map<RejectReason, Long> rejected = new LinkedHashMap<>();
    for (RejectReason reason : reasons) {
      rejected.put(reason, 300L);
    }
    return new LedgerEntry(1_000, 97, 1, 2, 300, rejected);
  }

  private static Revenue revenue(
      long events, long lines, long orders, long units, long revenue, long refunds, long cost) {
    return new Revenue(
        events,
        lines,
        orders,
        Total.of(units),
        Total.of(revenue),
        Total.of(refunds),
        Total.of(cost));
  }

  private static CardHistory history(long... times) {
    CardHistory history = new CardHistory();
    for (long time : times) {
      history.add(
          new CardPayment("p" + time, 0, time, time, time + 5, time), StateRetention.unlimited());
    }
    return history;
  }

  private static CardGroup group(long... times) {
    CardGroupDraft group = new CardGroupDraft(null);
    for (long time : times) {
      group.put(new CardToken(1, time), history(time));
    }
    return group.finished();
  }

  private static CardHistory purged(long... times) {
    CardHistory history = new CardHistory();
    for (long time : times) {
      history.add(
          new CardPayment("p" + time, 0, time, time, time + 5, time),
          new StateRetention(60_000, false));
    }
    return history;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static BankLine bankLine(String rate) {
    return new BankLine(
        "settlement-2026-03-18.csv",
        7,
        new SettlementLine(
            "bank",
            "l7",
            "p1",
            "",
            SettlementKind.REFUND,
            -200_000,
            1_500,
            "USD",
            rate == null ? null : new BigDecimal(rate),
            LocalDate.of(2026, 3, 18),
            "po",
            "l1"));
  }

  private static ReconciliationRow reconciled(Total amount) {
    return new ReconciliationRow(
        new ReconciliationAccount(20_529, "s1", "EUR", "PAYMENT", ReconciliationState.MATCHED),
        ReconciliationSums.of(amount, Total.ZERO, amount, Total.ZERO));
  }
}
