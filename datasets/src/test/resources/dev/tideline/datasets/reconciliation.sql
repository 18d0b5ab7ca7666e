-- Sales, payments and the bank's lines, reconciled a second time in SQL: from what the words mean, not from the Java.
--
-- Over the tables orders, payments and stores, the views of fates.sql and daily-revenue.sql, and the table bank_rows.
-- Variables: as_of, the moment of a later look or NULL; first_day, last_day; settle_days. All money is in 1/10 000.

CREATE MACRO is_weekday(day) AS isodow(day) < 6;

-- So many weekdays after a day.
CREATE MACRO due(day, weekdays) AS
  CASE
    WHEN weekdays = 0 THEN day
    ELSE list_filter(
      generate_series(day + INTERVAL 1 DAY, day + to_days(2 * weekdays + 7), INTERVAL 1 DAY),
      lambda date: is_weekday(date))[weekdays]::DATE
  END;

-- An exact quotient, rounded half to even, or up; the divisor is above 0.
CREATE MACRO half_even(dividend, divisor) AS
  sign(dividend) * (
    abs(dividend) // divisor
    + CASE
        WHEN 2 * (abs(dividend) % divisor) > divisor THEN 1
        WHEN 2 * (abs(dividend) % divisor) = divisor THEN (abs(dividend) // divisor) % 2
        ELSE 0
      END);
CREATE MACRO rounded_up(dividend, divisor) AS (dividend + divisor - 1) // divisor;

-- Rates are whole numbers too, in 1/10^12.
CREATE MACRO by_rate(amount, rate) AS half_even(amount * 1000000000000, rate);

-- The smallest coin of a currency: ISO 4217, but for those of four decimals.
CREATE MACRO coin(its_currency) AS
  CASE
    WHEN its_currency IN (
      'BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF',
      'XPF') THEN 10000
    WHEN its_currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 10
    ELSE 100
  END::HUGEINT;

-- Several names as one text.
CREATE MACRO names(all_names) AS
  array_to_string(list_sort(list_distinct(list_filter(all_names, lambda name: name <> ''))), ', ');

CREATE MACRO is_break(state) AS
  state IN (
    'WRONG_CURRENCY', 'UNPAID_ORDER', 'PAYMENT_WITHOUT_ORDER', 'SETTLED_TWICE', 'AMOUNT_DIFFERS', 'MISSING_AT_BANK',
    'MISSING_IN_BOOKS');

-- Of several states of an order's payments the first of these is the order's.
CREATE MACRO severity(state) AS
  list_position(
    ['WRONG_CURRENCY', 'UNPAID_ORDER', 'PAYMENT_WITHOUT_ORDER', 'SETTLED_TWICE', 'AMOUNT_DIFFERS', 'MISSING_AT_BANK',
     'MISSING_IN_BOOKS', 'NOT_YET_DUE', 'MATCHED'],
    state);

-- The days that are reconciled, and up to which business day the books are known by then, and which day the bank's lines.
CREATE TABLE days AS
SELECT
  day::DATE AS day,
  CASE WHEN getvariable('as_of') IS NULL THEN day::DATE ELSE DATE '9999-12-31' END AS books_until,
  CASE
    WHEN getvariable('as_of') IS NULL THEN day::DATE
    ELSE greatest(day::DATE, timezone('UTC', getvariable('as_of'))::DATE - 1)
  END AS bank_until
FROM generate_series(getvariable('first_day'), getvariable('last_day'), INTERVAL 1 DAY) AS series(day);

-- What counts of the orders; what was handed over moves no money. What names no order is a purchase by itself.
CREATE TABLE sales AS
SELECT
  coalesce(order_id, '') AS order_id,
  CASE WHEN coalesce(order_id, '') = '' THEN 'sale ' || row_number() OVER () ELSE 'order ' || order_id END AS purchase,
  type,
  store_id,
  currency,
  business_day,
  (SELECT sum(CAST(line.amount * 10000 AS BIGINT)) FROM (SELECT unnest(lines) AS line)) AS amount
FROM daily_revenue
WHERE fate = 'COUNTED';

-- What counts of the payments: judged as the orders are, by the close of books of their own business day.
CREATE TABLE dated_payments AS
SELECT
  p.*,
  (timezone(s.time_zone, event_time) - s.day_starts)::DATE AS business_day
FROM judged_payments p
LEFT JOIN store_periods s
  ON s.store_id = p.store_id AND event_time >= s.begins AND event_time < s.ends;

CREATE TABLE payment_closes AS
SELECT
  d.store_id,
  d.business_day,
  max(
    greatest(
      timezone(p.time_zone, d.business_day + INTERVAL 1 DAY + p.books_close),
      shown_for_good(d.business_day + INTERVAL 1 DAY + p.day_starts, p.time_zone))) AS close_of_books
FROM (SELECT DISTINCT store_id, business_day FROM dated_payments WHERE broken IS NULL) d
JOIN store_periods p
  ON p.store_id = d.store_id
  AND first_shown(d.business_day + p.day_starts, p.time_zone) < p.ends
  AND shown_for_good(d.business_day + INTERVAL 1 DAY + p.day_starts, p.time_zone) > p.begins
GROUP BY ALL;

CREATE TABLE paid AS
SELECT
  row_number() OVER () AS payment,
  CASE WHEN coalesce(order_id, '') = '' THEN 'payment ' || row_number() OVER () ELSE 'order ' || order_id END AS purchase,
  payment_id,
  coalesce(order_id, '') AS order_id,
  p.store_id,
  currency,
  p.business_day,
  event_time,
  CAST(amount * 10000 AS HUGEINT) AS amount
FROM dated_payments p
JOIN payment_closes c ON c.store_id = p.store_id AND c.business_day = p.business_day
WHERE fate(broken, true, ingest_time > close_of_books, ingest_time, repeated) = 'COUNTED';

-- The bank's lines. A store that is none of ours is none.
CREATE TABLE bank_copies AS
SELECT
  bank,
  line_id,
  coalesce(payment_id, '') AS payment_id,
  coalesce(store_id, '') AS bank_store_id,
  kind,
  CAST(amount::DECIMAL(30, 4) * 10000 AS HUGEINT) AS amount,
  CAST(coalesce(fee, '0')::DECIMAL(30, 4) * 10000 AS HUGEINT) AS fee,
  currency,
  CAST(rate::DECIMAL(24, 12) * 1000000000000 AS HUGEINT) AS rate,
  settled_on::DATE AS settled_on,
  coalesce(payout_id, '') AS payout_id,
  coalesce(reverses, '') AS reverses,
  parse_filename(filename, true) AS file,
  place
FROM bank_rows;

-- The lines that are known by each day: those settled up to it. Of equal ones the last counts, and of those of one id
-- of a bank the last stands; last is the file whose name is, without its ending, and in it the line.
CREATE TABLE lines_known AS
WITH ranked AS (
  SELECT
    d.day,
    c.*,
    row_number() OVER (
      PARTITION BY
        day, bank, line_id, payment_id, bank_store_id, kind, amount, fee, currency, rate, settled_on, payout_id, reverses
      ORDER BY file DESC, place DESC) AS copy
  FROM days d
  JOIN bank_copies c ON settled_on <= bank_until
)
SELECT
  *,
  CASE WHEN bank_store_id IN (SELECT store_id FROM stores) THEN bank_store_id ELSE '' END AS store_id,
  CASE
    WHEN copy > 1 THEN 'REPEATED'
    WHEN row_number() OVER (PARTITION BY day, bank, line_id, copy > 1 ORDER BY file DESC, place DESC) > 1 THEN 'REPLACED'
    ELSE 'STANDS'
  END AS standing
FROM ranked;

-- What is known by each day: of orders,
CREATE TABLE orders_by AS
SELECT
  day,
  purchase,
  coalesce(sum(amount) FILTER (type = 'PLACED'), 0) AS placed,
  coalesce(sum(amount) FILTER (type = 'CANCELLED'), 0) AS cancelled,
  coalesce(sum(amount) FILTER (type = 'REFUNDED'), 0) AS refunded,
  max(business_day) FILTER (type <> 'PLACED') AS reversed_on,
  list(DISTINCT currency) AS currencies
FROM days
JOIN sales ON business_day <= books_until
GROUP BY ALL;

-- of payments, one of which has the lines of its id,
CREATE TABLE payments_by AS
SELECT
  day,
  bank_until,
  paid.*,
  row_number() OVER (PARTITION BY day, payment_id ORDER BY event_time, order_id, amount) = 1 AS has_lines
FROM days
JOIN paid ON business_day <= books_until;

CREATE TABLE paid_by AS
SELECT day, purchase, sum(amount) AS paid, list(DISTINCT currency) AS currencies
FROM payments_by
GROUP BY ALL;

-- and of the bank's lines about payments.
CREATE TABLE lines_by AS
SELECT
  p.payment,
  l.*,
  CASE
    WHEN l.currency = p.currency AND coalesce(l.rate, 1000000000000) = 1000000000000 THEN 'SAME'
    WHEN l.currency <> p.currency AND l.rate IS NOT NULL THEN 'CONVERTED'
    ELSE 'WRONG'
  END AS conversion
FROM payments_by p
JOIN lines_known l ON l.day = p.day AND l.payment_id = p.payment_id AND l.standing = 'STANDS'
WHERE p.has_lines AND l.kind IN ('CAPTURE', 'REFUND', 'CHARGEBACK', 'REVERSAL');

-- Each line in the currency of its payment: by its own rate, and as it is booked, by the rate of the capture that it
-- takes back: the one that it names, or the first.
CREATE TABLE booked_lines AS
SELECT
  l.*,
  CASE conversion WHEN 'SAME' THEN amount WHEN 'CONVERTED' THEN by_rate(amount, rate) ELSE 0 END AS actual,
  CASE conversion
    WHEN 'SAME' THEN amount
    WHEN 'CONVERTED' THEN by_rate(amount, CASE kind WHEN 'CAPTURE' THEN rate ELSE coalesce(capture_rate, rate) END)
    ELSE 0
  END AS book
FROM lines_by l
LEFT JOIN (
  SELECT
    r.day,
    r.payment,
    r.bank,
    r.line_id,
    c.rate AS capture_rate,
    row_number() OVER (
      PARTITION BY r.day, r.payment, r.bank, r.line_id
      ORDER BY c.bank = r.bank AND c.line_id = r.reverses DESC, c.settled_on, c.line_id, c.bank) AS choice
  FROM lines_by r
  JOIN lines_by c
    ON c.day = r.day AND c.payment = r.payment AND c.currency = r.currency
    AND c.kind = 'CAPTURE' AND c.conversion = 'CONVERTED'
  WHERE r.kind <> 'CAPTURE') named
  ON named.day = l.day AND named.payment = l.payment AND named.bank = l.bank AND named.line_id = l.line_id AND choice = 1;

CREATE TABLE settled_by AS
SELECT
  p.day,
  p.bank_until,
  p.payment,
  p.payment_id,
  p.order_id,
  p.purchase,
  p.store_id,
  p.currency,
  p.business_day,
  p.event_time,
  p.amount,
  coalesce(sum(book) FILTER (kind = 'CAPTURE'), 0) AS captured,
  coalesce(-sum(book) FILTER (kind = 'REFUND'), 0) AS refunded,
  coalesce(-sum(book) FILTER (kind IN ('CHARGEBACK', 'REVERSAL')), 0) AS charged_back,
  coalesce(sum(actual - book) FILTER (kind IN ('CAPTURE', 'REFUND')), 0) AS drift,
  count(*) FILTER (kind = 'CAPTURE') AS captures,
  count(*) FILTER (kind IN ('CAPTURE', 'REFUND')) AS moves,
  count(*) FILTER (conversion = 'WRONG') > 0 AS wrong_currency,
  coalesce(
    sum(rounded_up(coin(l.currency) * 1000000000000, rate))
      FILTER (conversion = 'CONVERTED' AND kind IN ('CAPTURE', 'REFUND'))
    + any_value(coin(p.currency)), 0) AS tolerance,
  list(bank) AS banks,
  list(bank_store_id) AS bank_store_ids,
  list_sort(coalesce(list(line_id) FILTER (line_id IS NOT NULL), [])) AS lines
FROM payments_by p
LEFT JOIN booked_lines l ON l.day = p.day AND l.payment = p.payment
GROUP BY ALL;

-- What we have taken back of each payment of an order: first of those of which the bank has given it back, or never
-- captured it, then of the others.
CREATE TABLE taken_back AS
WITH owed AS (
  SELECT
    s.*,
    greatest(0, least(paid,
      CASE
        WHEN paid = placed - cancelled AND paid <> placed THEN o.refunded
        ELSE o.cancelled + o.refunded
      END)) AS owed,
    least(s.amount, s.refunded + greatest(0, s.amount - captured)) AS first_claim
  FROM settled_by s
  JOIN orders_by o ON o.day = s.day AND o.purchase = s.purchase
  JOIN paid_by a ON a.day = s.day AND a.purchase = s.purchase
),
first_turn AS (
  SELECT
    *,
    greatest(0, least(first_claim,
      owed - coalesce(sum(first_claim) OVER (
        PARTITION BY day, purchase ORDER BY event_time, payment_id, payment
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0))) AS first_part
  FROM owed
),
second_turn AS (
  SELECT
    *,
    greatest(0, least(amount - first_part,
      owed - sum(first_part) OVER (PARTITION BY day, purchase)
      - coalesce(sum(amount - first_part) OVER (
          PARTITION BY day, purchase ORDER BY event_time, payment_id, payment
          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0))) AS second_part
  FROM first_turn
)
SELECT day, payment, first_part + second_part AS reversed
FROM second_turn;

CREATE TABLE payment_states AS
WITH expected AS (
  SELECT
    s.*,
    coalesce(t.reversed, 0) AS reversed,
    s.amount - coalesce(t.reversed, 0) AS expected,
    captured - s.refunded AS net,
    o.purchase IS NOT NULL AS has_order,
    s.bank_until >= due(s.business_day, getvariable('settle_days')) AS passed,
    s.bank_until >= due(o.reversed_on, getvariable('settle_days')) AS reversal_passed
  FROM settled_by s
  LEFT JOIN taken_back t ON t.day = s.day AND t.payment = s.payment
  LEFT JOIN orders_by o ON o.day = s.day AND o.purchase = s.purchase
)
SELECT
  *,
  CASE
    WHEN NOT has_order THEN 'PAYMENT_WITHOUT_ORDER'
    WHEN wrong_currency THEN 'WRONG_CURRENCY'
    WHEN abs(expected - net) <= tolerance THEN 'MATCHED'
    WHEN captures >= 2 AND captured + tolerance >= 2 * amount AND amount > 0 THEN 'SETTLED_TWICE'
    WHEN net < expected THEN
      CASE
        WHEN captured >= amount - tolerance THEN 'AMOUNT_DIFFERS'
        WHEN NOT passed THEN 'NOT_YET_DUE'
        WHEN moves = 0 THEN 'MISSING_AT_BANK'
        ELSE 'AMOUNT_DIFFERS'
      END
    WHEN captured <= amount + tolerance AND reversed > 0 AND NOT reversal_passed THEN 'NOT_YET_DUE'
    ELSE 'AMOUNT_DIFFERS'
  END AS state
FROM expected;

-- The items of each day, of all kinds.
CREATE TABLE sale_items AS
WITH sold AS (
  SELECT
    business_day AS day,
    order_id,
    purchase,
    store_id,
    currency,
    sum(CASE type WHEN 'PLACED' THEN amount ELSE -amount END) AS amount,
    bool_or(type = 'PLACED') AS placed_here
  FROM sales
  GROUP BY ALL
),
asked AS (
  SELECT
    s.*,
    o.placed,
    o.cancelled,
    o.refunded,
    a.paid,
    len(list_distinct(list_concat(o.currencies, coalesce(a.currencies, [])))) > 1 AS mixed,
    (SELECT arg_min(state, severity(state)) FROM payment_states p WHERE p.day = s.day AND p.purchase = s.purchase)
      AS payments_state
  FROM sold s
  JOIN days USING (day)
  JOIN orders_by o ON o.day = s.day AND o.purchase = s.purchase
  LEFT JOIN paid_by a ON a.day = s.day AND a.purchase = s.purchase
),
own AS (
  SELECT
    *,
    CASE
      WHEN mixed THEN 'WRONG_CURRENCY'
      WHEN paid IS NULL AND NOT (placed = cancelled AND refunded = 0) THEN 'UNPAID_ORDER'
      WHEN paid <> placed AND paid <> placed - cancelled THEN 'AMOUNT_DIFFERS'
    END AS own_state
  FROM asked
)
SELECT
  *,
  coalesce(own_state, payments_state, 'MATCHED') AS state,
  CASE own_state
    WHEN 'AMOUNT_DIFFERS' THEN CASE WHEN placed_here THEN placed - paid ELSE 0 END
    WHEN 'WRONG_CURRENCY' THEN amount
    WHEN 'UNPAID_ORDER' THEN amount
    ELSE 0
  END AS difference
FROM own;

-- A payout pays the lines with its id in its own currency, and those in currencies of which no payout has the id.
CREATE TABLE payouts AS
FROM lines_known
WHERE standing = 'STANDS' AND kind = 'PAYOUT';

CREATE TABLE payout_lines AS
SELECT day, bank, payout_id, currency, sum(amount - fee) AS net, other IS NOT NULL AS has_payout
FROM lines_known
LEFT JOIN (SELECT DISTINCT day, bank, payout_id, currency, true AS other FROM payouts) o
  USING (day, bank, payout_id, currency)
WHERE standing = 'STANDS' AND kind <> 'PAYOUT' AND payout_id <> ''
GROUP BY ALL
HAVING sum(amount - fee) <> 0;

CREATE TABLE payout_items AS
WITH joined AS (
  SELECT
    t.*,
    count(n.currency) AS currencies,
    any_value(n.currency) AS lines_currency,
    coalesce(any_value(n.net), 0) AS net
  FROM payouts t
  LEFT JOIN payout_lines n
    ON n.day = t.day AND n.bank = t.bank AND n.payout_id = t.payout_id
    AND (n.currency = t.currency OR NOT n.has_payout)
  WHERE t.settled_on = t.day
  GROUP BY ALL
),
compared AS (
  SELECT *, coalesce(lines_currency <> currency, false) AS abroad
  FROM joined
),
owing AS (
  SELECT
    *,
    CASE
      WHEN payout_id = '' THEN 'NO_SALE'
      WHEN currencies > 1 OR (abroad AND rate IS NULL) THEN 'WRONG_CURRENCY'
    END AS incomparable,
    CASE
      WHEN incomparable IS NOT NULL THEN 0
      WHEN abroad THEN half_even(net * rate, 1000000000000)
      ELSE net
    END AS owed
  FROM compared
)
SELECT
  *,
  CASE
    WHEN incomparable IS NOT NULL THEN incomparable
    WHEN abs(amount + fee - owed) <= CASE WHEN abroad THEN coin(currency) ELSE 0 END THEN 'MATCHED'
    ELSE 'AMOUNT_DIFFERS'
  END AS state
FROM owing;

CREATE TABLE items AS
SELECT
  day, store_id, currency, 'SALE' AS kind, order_id AS id, order_id, state, own_state IS NOT NULL AS own_break,
  amount, 0::HUGEINT AS reversed, 0::HUGEINT AS settled, difference, 0::HUGEINT AS rounding,
  0::HUGEINT AS charged_back, 0::HUGEINT AS fees, '' AS bank, '' AS bank_store_id, []::VARCHAR[] AS lines
FROM sale_items
UNION ALL
SELECT
  day, store_id, currency, 'PAYMENT', payment_id, order_id, state, true,
  amount,
  reversed,
  CASE state WHEN 'MATCHED' THEN expected ELSE net END,
  CASE state
    WHEN 'MATCHED' THEN 0
    WHEN 'PAYMENT_WITHOUT_ORDER' THEN amount
    WHEN 'WRONG_CURRENCY' THEN expected
    ELSE expected - net
  END,
  CASE state WHEN 'MATCHED' THEN net - expected + drift ELSE drift END,
  charged_back,
  0,
  names(banks),
  names(bank_store_ids),
  lines
FROM payment_states
WHERE business_day = day
UNION ALL
SELECT
  day, coalesce(of_payment, store_id), currency, kind, line_id, '', state, true,
  amount,
  0,
  amount - fee,
  CASE state WHEN 'MISSING_IN_BOOKS' THEN amount ELSE 0 END,
  0,
  0,
  fee,
  bank,
  bank_store_id,
  [line_id]
FROM (
  SELECT
    l.*,
    p.store_id AS of_payment,
    CASE
      WHEN p.payment IS NOT NULL THEN 'MATCHED'
      WHEN l.payment_id = '' AND kind IN ('FEE', 'ADJUSTMENT') THEN 'NO_SALE'
      ELSE 'MISSING_IN_BOOKS'
    END AS state
  FROM lines_known l
  LEFT JOIN payments_by p ON p.day = l.day AND p.payment_id = l.payment_id AND p.has_lines
  WHERE l.settled_on = l.day AND standing = 'STANDS' AND kind <> 'PAYOUT')
UNION ALL
SELECT
  day, store_id, currency, kind, line_id, '', state, true,
  amount,
  0,
  owed,
  CASE WHEN state IN ('AMOUNT_DIFFERS', 'WRONG_CURRENCY') THEN amount + fee - owed ELSE 0 END,
  CASE state WHEN 'MATCHED' THEN amount + fee - owed ELSE 0 END,
  0,
  fee,
  bank,
  bank_store_id,
  [line_id]
FROM payout_items
UNION ALL
SELECT day, store_id, currency, kind, line_id, '', standing, true, amount, 0, 0, 0, 0, 0, 0, bank, bank_store_id, [line_id]
FROM lines_known
WHERE settled_on = day AND standing <> 'STANDS';

CREATE MACRO money(amount) AS (amount::DECIMAL(34, 0) * 0.0001::DECIMAL(4, 4))::DECIMAL(38, 4);

CREATE VIEW reconciliation AS
SELECT
  day AS business_day,
  store_id,
  currency,
  kind,
  state,
  count(*) AS items,
  money(sum(amount)) AS amount,
  money(sum(reversed)) AS reversed,
  money(sum(settled)) AS settled,
  money(sum(difference)) AS difference,
  money(sum(rounding)) AS rounding,
  money(sum(charged_back)) AS charged_back,
  money(sum(fees)) AS fees
FROM items
GROUP BY ALL;

CREATE VIEW breaks AS
SELECT
  day AS business_day,
  store_id,
  currency,
  kind,
  id,
  order_id,
  state,
  money(amount) AS amount,
  money(reversed) AS reversed,
  money(settled) AS settled,
  money(difference) AS difference,
  bank,
  bank_store_id,
  array_to_string(lines, ' ') AS lines
FROM items
WHERE own_break AND is_break(state);
