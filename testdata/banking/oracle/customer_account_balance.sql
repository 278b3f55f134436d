-- One row per customer with an account. Needs silver.sql.
SELECT
  customer_id,
  any_value(first_name) AS first_name,
  any_value(last_name) AS last_name,
  any_value(address) AS address,
  any_value(city) AS city,
  any_value(state) AS state,
  any_value(zip) AS zip,
  count(*) AS account_count,
  sum(balance) AS total_balance
FROM accounts
JOIN customers USING (customer_id)
GROUP BY customer_id
ORDER BY customer_id
