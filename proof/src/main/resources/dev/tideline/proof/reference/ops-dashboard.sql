-- The fates.
CREATE VIEW ops_dashboard AS
SELECT
  *,
  fate(broken, type <> 'REFUNDED', ten_minutes_late(event_time, ingest_time), ingest_time, repeated)
    AS fate
FROM judged_orders;

-- The answer.
-- How each store did over the last half hour, anew every five minutes.
WITH moment AS (
  -- every event is in the six half hours that end after it
  SELECT
    *,
    epoch_ms(event_time) // 300000 * 300000 + unnest([1, 2, 3, 4, 5, 6]) * 300000 AS window_end
  FROM ops_dashboard
  WHERE fate = 'COUNTED'
),
summed AS (
  SELECT
    window_end,
    store_id,
    currency,
    count(*) FILTER (type = 'PLACED') AS orders,
    coalesce(sum(list_sum([l.amount FOR l IN lines])) FILTER (type = 'PLACED'), 0) AS revenue,
    count(*) FILTER (type = 'CANCELLED') AS cancellations,
    -- from placed to handed over, at most seven days
    list(least(epoch_ms(event_time) - epoch_ms(placed_at), 604800000)
         ORDER BY event_time - placed_at) FILTER (type = 'FULFILLED') AS service_times
  FROM moment
  GROUP BY ALL
),
ranked AS (
  SELECT
    *,
    coalesce(len(service_times), 0) AS fulfilled,
    -- nearest rank: the smallest time that so many percent do not exceed
    service_times[(fulfilled * 50 + 99) // 100] AS p50,
    service_times[(fulfilled * 95 + 99) // 100] AS p95
  FROM summed
)
SELECT
  text_of(window_end) AS window_end,
  store_id,
  currency,
  orders,
  revenue::DECIMAL(38, 4) AS revenue,
  average(revenue, orders)::DECIMAL(38, 4) AS average_order,
  cancellations,
  average(cancellations, orders)::DECIMAL(38, 4) AS cancellation_rate,
  fulfilled,
  if(fulfilled > 0, longest_alike(p50), 0) AS service_time_p50_ms,
  if(fulfilled > 0, longest_alike(p95), 0) AS service_time_p95_ms,
  orders + cancellations + fulfilled AS events
FROM ranked;
