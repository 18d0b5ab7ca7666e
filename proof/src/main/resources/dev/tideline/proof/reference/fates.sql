-- What becomes of every record, said a second time in SQL: from docs/fates.md and docs/data.md, not from the Java.
--
-- Over the views orders, payments and stores. The variable as_of is the moment of a later look, or NULL.

-- Amounts, rounded half away from zero to four decimals; SQL's own division would go through a double.
CREATE MACRO average(amount, n) AS
  CASE
    WHEN n = 0 THEN 0
    ELSE sign(amount) * ((2 * CAST(abs(amount) * 10000 AS HUGEINT) + n) // (2 * n))
  END::DECIMAL(34, 0) * 0.0001::DECIMAL(4, 4);

-- A time as an answer writes it, from ms since the epoch.
CREATE MACRO text_of(ms) AS strftime(make_timestamp_ms(ms), '%Y-%m-%dT%H:%M:%S.%gZ');

-- Service times are told apart to the ms up to 2047 ms, from there on in steps that double when the time does: this is
-- the longest time of the same step, in ms.
CREATE MACRO step_at(ms) AS CAST(1 AS BIGINT) << greatest(length(bin(ms)) - 11, 0);
CREATE MACRO longest_alike(ms) AS least((ms // step_at(ms) + 1) * step_at(ms) - 1, 604800000);

-- A time that an event may claim at all.
CREATE MACRO plausible(t) AS
  t >= TIMESTAMPTZ '1990-01-01 00:00:00+00' AND t < TIMESTAMPTZ '2100-01-01 00:00:00+00';

-- What is wrong with an amount, or NULL.
CREATE MACRO broken_amount(amount) AS
  CASE
    WHEN amount < 0 THEN 'NEGATIVE_AMOUNT'
    WHEN amount > 1000000000 THEN 'AMOUNT_OVERFLOW'
  END;

-- The minutes around the one at which the clock of a zone shows a time: clocks may skip up to a day, or show hours twice.
CREATE MACRO minutes_around(clock, zone) AS
  generate_series(
    timezone(zone, clock) - INTERVAL 25 HOUR, timezone(zone, clock) + INTERVAL 25 HOUR, INTERVAL 1 MINUTE);

-- When the clock of a zone first shows a time, or a later one; and from when on it does so for good.
CREATE MACRO first_shown(clock, zone) AS
  list_min(list_filter(minutes_around(clock, zone), lambda minute: timezone(zone, minute) >= clock));
CREATE MACRO shown_for_good(clock, zone) AS
  list_max(list_filter(minutes_around(clock, zone), lambda minute: timezone(zone, minute) < clock)) + INTERVAL 1 MINUTE;

-- From when on a line of the stores holds, or until when: a moment, or the first one of a business day on the store's own
-- clock.
CREATE MACRO moment_of(said, day_starts, zone) AS
  CASE
    WHEN length(said) = 10 THEN first_shown(TRY_CAST(said AS TIMESTAMP) + day_starts, zone)
    ELSE TRY_CAST(said AS TIMESTAMPTZ)
  END;

CREATE VIEW stores_hours AS
SELECT
  *,
  (coalesce(day_starts_at, '00:00') || ':00')::INTERVAL AS day_starts,
  (coalesce(books_close_at, '04:00') || ':00')::INTERVAL AS books_close
FROM stores;

CREATE VIEW beginning_stores AS
SELECT
  *,
  coalesce(moment_of(valid_from, day_starts, time_zone), '-infinity'::TIMESTAMPTZ) AS begins
FROM stores_hours;

-- What each store is for a while: until the line says, or the next line of the store begins.
CREATE VIEW store_periods AS
SELECT
  store_id,
  time_zone,
  currency,
  day_starts,
  books_close,
  begins,
  least(
    coalesce(moment_of(valid_to, day_starts, time_zone), 'infinity'::TIMESTAMPTZ),
    coalesce(
      lead(begins) OVER (PARTITION BY store_id ORDER BY begins), 'infinity'::TIMESTAMPTZ)) AS ends
FROM beginning_stores;

-- The first rule that any event breaks, or NULL.
CREATE MACRO broken_event(its_store, store_currency, its_currency, event_time, ingest_time) AS
  CASE
    WHEN its_store NOT IN (SELECT store_id FROM stores) THEN 'UNKNOWN_STORE'
    WHEN store_currency IS NULL THEN 'STORE_NOT_OPEN'
    WHEN its_currency NOT IN (SELECT currency FROM stores) THEN 'UNKNOWN_CURRENCY'
    WHEN its_currency <> store_currency THEN 'FOREIGN_CURRENCY'
    WHEN NOT (plausible(event_time) AND plausible(ingest_time)) THEN 'IMPLAUSIBLE_TIME'
    WHEN event_time > ingest_time + INTERVAL 1 MINUTE THEN 'FUTURE_TIME'
  END;

-- Every order event with its store as it is then, if it is open, and the business day by the clock and hours of that.
CREATE VIEW dated_orders AS
SELECT
  o.*,
  s.currency AS store_currency,
  (timezone(s.time_zone, event_time) - s.day_starts)::DATE AS business_day
FROM orders o
LEFT JOIN store_periods s
  ON s.store_id = o.store_id AND event_time >= s.begins AND event_time < s.ends;

-- When the books of a store's day close, not before it is over: where it has moments on several clocks, by the latest.
CREATE VIEW closes AS
SELECT
  d.store_id,
  d.business_day,
  max(
    greatest(
      timezone(p.time_zone, d.business_day + INTERVAL 1 DAY + p.books_close),
      shown_for_good(d.business_day + INTERVAL 1 DAY + p.day_starts, p.time_zone))) AS close_of_books
FROM (SELECT DISTINCT store_id, business_day FROM dated_orders) d
JOIN store_periods p
  ON p.store_id = d.store_id
  AND first_shown(d.business_day + p.day_starts, p.time_zone) < p.ends
  AND shown_for_good(d.business_day + INTERVAL 1 DAY + p.day_starts, p.time_zone) > p.begins
GROUP BY ALL;

-- Also the first rule it breaks, or NULL.
CREATE VIEW ruled_orders AS
SELECT
  o.* EXCLUDE (store_currency),
  CASE
    WHEN type NOT IN ('PLACED', 'CANCELLED', 'REFUNDED', 'FULFILLED') THEN 'UNKNOWN_TYPE'
    ELSE coalesce(
      broken_event(o.store_id, store_currency, currency, event_time, ingest_time),
      CASE
        WHEN NOT plausible(placed_at) THEN 'IMPLAUSIBLE_TIME'
        WHEN placed_at > event_time THEN 'PLACED_AFTER_EVENT'
        WHEN len(lines) = 0 AND type <> 'FULFILLED' THEN 'NO_LINES'
      END,
      -- the first line with something wrong says what
      list_filter(
        [
          CASE
            WHEN length(l.category) > 256 THEN 'TOO_LARGE'
            WHEN l.quantity < 0 THEN 'NEGATIVE_AMOUNT'
            ELSE coalesce(broken_amount(l.amount), broken_amount(l.cost))
          END
          FOR l IN lines
        ],
        lambda reason: reason IS NOT NULL)[1])
  END AS broken,
  close_of_books
FROM dated_orders o
LEFT JOIN closes c ON c.store_id = o.store_id AND c.business_day = o.business_day;

CREATE VIEW ruled_payments AS
SELECT
  p.*,
  coalesce(
    broken_event(p.store_id, s.currency, p.currency, event_time, ingest_time),
    CASE WHEN length(payment_id) > 256 OR length(gateway) > 256 THEN 'TOO_LARGE' END,
    broken_amount(amount)) AS broken
FROM payments p
LEFT JOIN store_periods s
  ON s.store_id = p.store_id AND event_time >= s.begins AND event_time < s.ends;

-- Also whether an earlier copy was ingested: one with the same id and the same content, whatever its time of ingest. A
-- copy that is from the future when it comes is none: a later one may count.
CREATE VIEW judged_orders AS
SELECT
  *,
  row_number() OVER (
    PARTITION BY
      event_id, order_id, type, store_id, event_time, placed_at, currency, lines, broken IS NULL
    ORDER BY ingest_time, copy) > 1 AS repeated
FROM ruled_orders;

CREATE VIEW judged_payments AS
SELECT
  *,
  row_number() OVER (
    PARTITION BY
      payment_id, order_id, card_token, store_id, gateway, amount, currency, event_time, broken IS NULL
    ORDER BY ingest_time, copy) > 1 AS repeated
FROM ruled_payments;

-- The fates are asked in this order.
CREATE MACRO fate(broken, in_scope, late, ingest_time, repeated) AS
  CASE
    WHEN broken IS NOT NULL THEN 'REJECTED'
    WHEN NOT in_scope OR ingest_time > getvariable('as_of') THEN 'OUT_OF_SCOPE'
    WHEN late AND getvariable('as_of') IS NULL THEN 'TOO_LATE'
    WHEN repeated THEN 'DUPLICATE'
    ELSE 'COUNTED'
  END;

CREATE MACRO ten_minutes_late(event_time, ingest_time) AS
  ingest_time - event_time > INTERVAL 10 MINUTE;
