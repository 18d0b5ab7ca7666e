-- The join of docs/speed.md: DATA stands for a folder of scripts/generate --bank.
WITH bank AS (
  SELECT DISTINCT ON (line_id) *
  FROM read_csv('DATA/bank/*.csv', filename = true,
    types = {'amount': 'DECIMAL(18,4)', 'fee': 'DECIMAL(18,4)', 'rate': 'DOUBLE', 'settled_on': 'DATE'})
  ORDER BY line_id, filename DESC),
settled AS (
  SELECT payment_id, sum(amount / coalesce(rate, 1)) AS settled, count(*) FILTER (kind = 'CAPTURE') AS captures
  FROM bank WHERE kind IN ('CAPTURE', 'REFUND') GROUP BY payment_id),
paid AS (
  SELECT payment_id, any_value(order_id) AS order_id, any_value(store_id) AS store_id,
    any_value(currency) AS currency, any_value(amount) AS amount
  FROM read_parquet('DATA/payments/*/*.parquet') GROUP BY payment_id),
sold AS (
  SELECT order_id, sum(sold) AS sold, sum(back) AS back
  FROM (
    SELECT DISTINCT ON (event_id) order_id,
      CASE type WHEN 'PLACED' THEN list_sum([each.amount FOR each IN lines]) ELSE 0 END AS sold,
      CASE WHEN type IN ('CANCELLED', 'REFUNDED') THEN list_sum([each.amount FOR each IN lines]) ELSE 0 END AS back
    FROM read_parquet('DATA/orders/*/*.parquet'))
  GROUP BY order_id)
SELECT store_id, currency, state, count(*), sum(amount), sum(settled)
FROM (
  SELECT coalesce(store_id, '') AS store_id, currency, paid.amount, settled,
    CASE
      WHEN paid.payment_id IS NULL THEN 'MISSING_IN_BOOKS'
      WHEN sold IS NULL THEN 'PAYMENT_WITHOUT_ORDER'
      WHEN settled IS NULL THEN 'MISSING_AT_BANK'
      WHEN abs(paid.amount - coalesce(back, 0) - settled) > captures * CASE currency WHEN 'JPY' THEN 1 WHEN 'KWD' THEN 0.001 ELSE 0.01 END THEN 'AMOUNT_DIFFERS'
      ELSE 'MATCHED'
    END AS state
  FROM paid FULL JOIN settled USING (payment_id) LEFT JOIN sold USING (order_id))
GROUP BY ALL ORDER BY ALL
