-- One row per channel, day of the week and hour with a sale. Needs silver.sql.
WITH
  sale AS (
    SELECT 'online' AS channel, date_time, amount
    FROM online_transactions
    JOIN sale_status USING (status)
    UNION ALL
    SELECT 'in_store', date_time, amount
    FROM in_store_transactions
  ),
  hours AS (
    SELECT
      channel,
      isodow(date_time) AS day_of_week,
      dayname(date_time) AS day_name,
      hour(date_time) AS hour,
      count(*) AS transactions,
      sum(amount) AS amount
    FROM sale
    WHERE date_time IS NOT NULL
    GROUP BY ALL
  )
SELECT *, rank() OVER (PARTITION BY channel ORDER BY transactions DESC) AS rank_in_channel
FROM hours
ORDER BY channel, day_of_week, hour
