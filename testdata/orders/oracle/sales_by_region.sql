-- One row per day, region and state with a sale. Needs silver.sql.
SELECT
  order_date,
  region_of(state) AS region,
  coalesce(state, 'Unknown') AS state,
  count(*) AS orders,
  sum(total_amount) AS revenue
FROM sale
GROUP BY 1, 2, 3
ORDER BY ALL
