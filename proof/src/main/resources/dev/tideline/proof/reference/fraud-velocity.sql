-- The fates.
CREATE VIEW fraud_velocity AS
SELECT
  *,
  fate(broken, true, ten_minutes_late(event_time, ingest_time), ingest_time, repeated) AS fate
FROM judged_payments;

-- The answer.
-- The payments that are the fifth, or more, of their card within a minute.
WITH scored AS (
  SELECT
    *,
    -- all others in (t - 60 s, t], those of the same ms too
    count(*) OVER (
      PARTITION BY card_token
      ORDER BY epoch_ms(event_time)
      RANGE BETWEEN 59999 PRECEDING AND CURRENT ROW) AS score
  FROM fraud_velocity
  WHERE fate = 'COUNTED'
)
-- Payments may share id, card and time, and then a row.
SELECT DISTINCT
  payment_id,
  lower(hex(card_token)) AS card_token,
  text_of(epoch_ms(event_time)) AS event_time,
  score,
  'velocity' AS rule,
  1::BIGINT AS rule_version
FROM scored
WHERE score >= 5;
