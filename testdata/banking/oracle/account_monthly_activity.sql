-- One row per account of silver and month with a deposit or a withdrawal. Needs silver.sql.
WITH attributed AS (
  SELECT
    account_id,
    CAST(date_trunc('month', transaction_date) AS DATE) AS month,
    CASE transaction_type WHEN 'Deposit' THEN transaction_amount ELSE 0 END AS deposit,
    CASE transaction_type WHEN 'Withdrawal' THEN transaction_amount ELSE 0 END AS withdrawal
  FROM transactions
  SEMI JOIN accounts USING (account_id)
  WHERE transaction_date IS NOT NULL AND transaction_type IN ('Deposit', 'Withdrawal')
)
SELECT
  account_id,
  month,
  sum(deposit) AS deposits,
  sum(withdrawal) AS withdrawals,
  sum(deposit) - sum(withdrawal) AS net,
  count(*) AS transaction_count
FROM attributed
GROUP BY account_id, month
ORDER BY account_id, month
