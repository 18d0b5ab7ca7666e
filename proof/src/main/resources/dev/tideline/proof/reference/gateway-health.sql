-- The fates.
CREATE VIEW gateway_health AS
SELECT
  *,
  fate(broken, true, ten_minutes_late(event_time, ingest_time), ingest_time, repeated) AS fate
FROM judged_payments;

-- The answer.
-- The last five minutes of each gateway and currency beside the hour before, anew every five minutes.
WITH slices AS (
  SELECT
    epoch_ms(event_time) // 300000 * 300000 AS slice,
    gateway,
    currency,
    count(*) AS payments,
    sum(amount) AS amount
  FROM gateway_health
  WHERE fate = 'COUNTED'
  GROUP BY ALL
),
moment AS (
  -- every slice is in the thirteen windows that end after it, and the last five minutes of the first of them
  SELECT *, unnest(range(1, 14)) AS slices_to_end
  FROM slices
),
summed AS (
  SELECT
    slice + slices_to_end * 300000 AS window_end,
    gateway,
    currency,
    coalesce(sum(payments) FILTER (slices_to_end = 1), 0)::BIGINT AS payments_5min,
    coalesce(sum(amount) FILTER (slices_to_end = 1), 0) AS amount_5min,
    coalesce(sum(payments) FILTER (slices_to_end > 1), 0)::BIGINT AS payments_hour,
    coalesce(sum(amount) FILTER (slices_to_end > 1), 0) AS amount_hour
  FROM moment
  GROUP BY ALL
)
SELECT
  text_of(window_end) AS window_end,
  gateway,
  currency,
  payments_5min,
  amount_5min::DECIMAL(38, 4) AS amount_5min,
  payments_hour,
  amount_hour::DECIMAL(38, 4) AS amount_hour,
  if(payments_hour = 0, 0, payments_5min * 12000000 // payments_hour)::BIGINT AS ratio_ppm,
  CASE
    WHEN payments_5min = 0 THEN 'SILENT'
    WHEN payments_hour >= 60 AND ratio_ppm < 500000 THEN 'DEGRADED'
    ELSE 'OK'
  END AS state
FROM summed;
