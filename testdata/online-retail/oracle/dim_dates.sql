-- One row per day from the first invoice to the last. Needs silver.sql.
SELECT
  CAST(strftime(day, '%Y%m%d') AS BIGINT) AS date_id,
  CAST(day AS DATE) AS date,
  year(day) AS year,
  quarter(day) AS quarter,
  month(day) AS month,
  monthname(day) AS month_name,
  day(day) AS day,
  isodow(day) AS day_of_week,
  dayname(day) AS day_name,
  isoyear(day) AS iso_year,
  week(day) AS iso_week,
  dayname(day) IN ('Saturday', 'Sunday') AS is_weekend
FROM (
  SELECT unnest(generate_series(
    date_trunc('day', min(invoiced_at)), date_trunc('day', max(invoiced_at)), INTERVAL 1 DAY)) AS day
  FROM sale)
ORDER BY date_id
