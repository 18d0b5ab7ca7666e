-- What becomes of every record, said a second time in SQL: from docs/fates.md and docs/data.md, not from the Java.
--
-- Over the views orders, payments and stores. The variable as_of is the moment of a later look, or NULL.

-- Amounts, rounded half away from zero to four decimals; SQL's own division would go through a double.
CREATE MACRO average(amount, n) AS
  CASE
    WHEN n = 0 THEN 0
    ELSE sign(amount) * ((2 * CAST(abs(amount) * 10000 AS HUGEINT) + n) // (2 * n))
  END::DECIMAL(18, 0) * 0.0001::DECIMAL(4, 4);

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

-- The first rule that any event breaks, or NULL.
CREATE MACRO broken_event(known_store, store_currency, its_currency, event_time, ingest_time) AS
  CASE
    WHEN known_store IS NULL THEN 'UNKNOWN_STORE'
    WHEN its_currency NOT IN (SELECT currency FROM stores) THEN 'UNKNOWN_CURRENCY'
    WHEN its_currency <> store_currency THEN 'FOREIGN_CURRENCY'
    WHEN NOT (plausible(event_time) AND plausible(ingest_time)) THEN 'IMPLAUSIBLE_TIME'
    WHEN event_time > ingest_time + INTERVAL 1 MINUTE THEN 'FUTURE_TIME'
  END;

-- Every order event with the first rule it breaks (or NULL), and the business day it belongs to by the clock of its
-- store.
CREATE VIEW ruled_orders AS
SELECT
  o.*,
  CASE
    WHEN type NOT IN ('PLACED', 'CANCELLED', 'REFUNDED', 'FULFILLED') THEN 'UNKNOWN_TYPE'
    ELSE coalesce(
      broken_event(s.store_id, s.currency, o.currency, event_time, ingest_time),
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
  timezone(s.time_zone, event_time)::DATE AS business_day,
  timezone(s.time_zone, business_day + INTERVAL '1 day 4 hours') AS close_of_books
FROM orders o LEFT JOIN stores s USING (store_id);

CREATE VIEW ruled_payments AS
SELECT
  p.*,
  coalesce(
    broken_event(s.store_id, s.currency, p.currency, event_time, ingest_time),
    CASE WHEN length(payment_id) > 256 OR length(gateway) > 256 THEN 'TOO_LARGE' END,
    broken_amount(amount)) AS broken
FROM payments p LEFT JOIN stores s USING (store_id);

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
