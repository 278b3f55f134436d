-- One row per customer with a loan. Needs silver.sql.
-- The average is rounded on whole numbers: DuckDB divides decimals as doubles. An amount has two
-- decimals and a rate four, so amount * rate has six; three more make the nine of the average, and
-- half the divisor more rounds halves up (all of it is above zero).
WITH
  paid AS (
    SELECT loan_id, sum(payment_amount) AS amount, max(payment_date) AS latest
    FROM loan_payments
    GROUP BY loan_id
  ),
  summed AS (
    SELECT
      loans.customer_id,
      count(*) AS loan_count,
      sum(loan_amount) AS total_loan_amount,
      sum(coalesce(paid.amount, 0)) AS total_paid,
      sum(greatest(0, loan_amount - coalesce(paid.amount, 0))) AS outstanding,
      sum(CAST(loan_amount * 100 AS HUGEINT) * CAST(interest_rate * 10000 AS HUGEINT)) AS weighted,
      CAST(sum(loan_amount) * 100 AS HUGEINT) AS weight,
      max(paid.latest) AS last_payment_date
    FROM loans
    LEFT JOIN paid USING (loan_id)
    GROUP BY loans.customer_id
  )
SELECT
  customer_id,
  first_name,
  last_name,
  loan_count,
  total_loan_amount,
  total_paid,
  outstanding,
  CAST((weighted * 100000 * 2 + weight) // (weight * 2) AS DECIMAL(29, 0))
    * CAST(0.000000001 AS DECIMAL(9, 9)) AS average_interest_rate,
  last_payment_date
FROM summed
JOIN customers USING (customer_id)
ORDER BY customer_id
