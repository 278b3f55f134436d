-- One row per day of the 90 up to the report, region and category with a sale in these days or the
-- six before them. Needs silver.sql.
WITH
  daily AS (
    SELECT order_date, region, category, sum(line_total) AS revenue
    FROM fact
    CROSS JOIN settings
    WHERE order_id IN (SELECT order_id FROM sale)
      AND line_total IS NOT NULL
      AND order_date BETWEEN report_date - 95 AND report_date
    GROUP BY ALL
  ),
  day AS (
    SELECT CAST(unnest(generate_series(
      report_date - INTERVAL 95 DAY, CAST(report_date AS TIMESTAMP), INTERVAL 1 DAY)) AS DATE)
      AS order_date
    FROM settings
  ),
  filled AS (
    SELECT
      day.order_date,
      kind.region,
      kind.category,
      coalesce(revenue, 0.00) AS revenue,
      sum(coalesce(revenue, 0.00)) OVER (
        PARTITION BY kind.region, kind.category ORDER BY day.order_date
        ROWS BETWEEN 6 PRECEDING AND CURRENT ROW) AS week
    FROM day
    CROSS JOIN (SELECT DISTINCT region, category FROM daily) AS kind
    LEFT JOIN daily USING (order_date, region, category)
  )
SELECT order_date, region, category, revenue, exact_average(week, 7) AS moving_average_7d
FROM filled
WHERE order_date > (SELECT report_date - 90 FROM settings)
ORDER BY ALL
