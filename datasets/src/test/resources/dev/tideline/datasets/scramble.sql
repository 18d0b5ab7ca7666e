-- Turns a data set with a bank into one in which anything may be wrong: what a bank or a till would hardly do, and a
-- reconciliation must still have an answer for. What happens to a record depends on its id, so copies stay copies.
--
-- Over the tables all_payments and bank_rows; the variable seed.

CREATE MACRO luck(id, sides) AS hash(id || getvariable('seed')) % sides;

CREATE TABLE other_payments AS
SELECT
  payment_id,
  lag(payment_id, 1, payment_id) OVER (ORDER BY payment_id) AS other_id,
  lag(order_id, 1, order_id) OVER (ORDER BY payment_id) AS other_order
FROM (SELECT payment_id, min(order_id) AS order_id FROM all_payments GROUP BY payment_id);

CREATE TABLE scrambled_payments AS
SELECT p.* REPLACE (
  -- an id that is another payment's, too
  CASE luck(p.payment_id, 40) WHEN 1 THEN other_id ELSE p.payment_id END AS payment_id,
  -- an order that is paid twice, and one that is not
  CASE luck(p.payment_id, 40) WHEN 2 THEN other_order ELSE order_id END AS order_id,
  -- a half of it
  CASE
    WHEN luck(p.payment_id, 20) IN (3, 4) THEN (amount / 2)::DECIMAL(18, 0)
    ELSE amount
  END::DECIMAL(18, 4) AS amount)
FROM all_payments p
JOIN other_payments USING (payment_id)
UNION ALL
-- the other half of some, by another payment
SELECT p.* REPLACE (
  p.payment_id || 'H' AS payment_id,
  (amount - (amount / 2)::DECIMAL(18, 0))::DECIMAL(18, 4) AS amount)
FROM all_payments p
WHERE luck(p.payment_id, 20) = 3;

CREATE TABLE other_lines AS
SELECT
  line_id,
  lag(line_id, 1, line_id) OVER (ORDER BY line_id) AS other_line,
  lag(payment_id, 1, payment_id) OVER (ORDER BY line_id) AS other_payment
FROM (SELECT line_id, min(payment_id) AS payment_id FROM bank_rows GROUP BY line_id);

-- One thing is wrong with two lines in five about a payment. A third of the accounts is at another bank.
CREATE TABLE scrambled_rows AS
SELECT l.* REPLACE (
  CASE what WHEN 1 THEN other_line ELSE l.line_id END AS line_id,
  CASE
    WHEN what = 2 THEN NULL
    WHEN what = 3 THEN other_payment
    WHEN what = 4 THEN l.payment_id || 'H'
    ELSE l.payment_id
  END AS payment_id,
  CASE what
    WHEN 5 THEN 'REFUND'
    WHEN 6 THEN 'CHARGEBACK'
    WHEN 7 THEN 'REVERSAL'
    WHEN 8 THEN 'FEE'
    WHEN 9 THEN 'ADJUSTMENT'
    ELSE kind
  END AS kind,
  CASE
    WHEN what IN (5, 6, 8) AND amount NOT LIKE '-%' THEN '-' || amount
    WHEN what = 10 THEN (2 * amount::DECIMAL(18, 4))::TEXT
    ELSE amount
  END AS amount,
  CASE
    WHEN what IN (11, 12) AND currency <> 'KWD' THEN CASE currency WHEN 'USD' THEN 'GBP' ELSE 'USD' END
    ELSE currency
  END AS currency,
  CASE what WHEN 12 THEN '1.23456' WHEN 13 THEN '1.1' WHEN 14 THEN NULL ELSE rate END AS rate,
  CASE what WHEN 15 THEN '2026-03-30' ELSE settled_on END AS settled_on,
  CASE what WHEN 16 THEN NULL ELSE payout_id END AS payout_id,
  CASE what WHEN 5 THEN other_line WHEN 6 THEN l.payment_id || 'C1' ELSE reverses END AS reverses)
FROM (
  SELECT
    *,
    CASE WHEN payment_id IS NULL THEN 0 ELSE luck(line_id, 40) END AS what,
    payout_id LIKE '%2' AS elsewhere
  FROM bank_rows) l
JOIN other_lines USING (line_id);

-- The bank's own names of stores; and payouts from which it keeps a fee, or that it makes in another currency, at a rate
-- or not, or that do not say what they pay.
UPDATE scrambled_rows SET store_id = 'Filiale 7' WHERE luck(line_id || 'store', 15) = 1;
UPDATE scrambled_rows SET fee = '0.5' WHERE kind = 'PAYOUT' AND luck(line_id || 'fee', 3) = 1;
UPDATE scrambled_rows
SET amount = (amount::DECIMAL(18, 4) - 0.5)::TEXT
WHERE kind = 'PAYOUT' AND fee = '0.5' AND currency <> 'JPY' AND luck(line_id || 'net', 2) = 1;
UPDATE scrambled_rows
SET
  amount = (amount::DECIMAL(18, 4) * 0.8125)::DECIMAL(18, 2)::TEXT,
  currency = 'GBP',
  rate = CASE WHEN luck(line_id || 'rate', 4) > 0 THEN '0.8125' END
WHERE kind = 'PAYOUT' AND luck(line_id || 'abroad', 3) = 1;
UPDATE scrambled_rows SET payout_id = NULL WHERE kind = 'PAYOUT' AND luck(line_id || 'alone', 8) = 1;

-- Another bank's ids are its own: they are those that this bank has given to other lines and other payouts.
CREATE TABLE other_bank_rows AS
SELECT r.* EXCLUDE (line_id) REPLACE (
  replace(filename, 'settlement-', 'other-') AS filename,
  coalesce(named.other_line, reverses) AS reverses,
  regexp_replace(payout_id, '2$', '1') AS payout_id),
  own.other_line AS id
FROM scrambled_rows r
JOIN other_lines own ON own.line_id = r.line_id
LEFT JOIN other_lines named ON named.line_id = r.reverses
WHERE elsewhere;

DELETE FROM scrambled_rows WHERE elsewhere;
