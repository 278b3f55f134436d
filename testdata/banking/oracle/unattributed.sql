-- What silver holds and a gold table cannot place: rows and money by table and reason. Every reason
-- has its row, be it zero. A transaction with several reasons counts under the first of: unknown
-- account, no date, other type. Needs silver.sql.
WITH
  account AS (
    SELECT balance, 'accounts_of_unknown_customers' AS reason
    FROM accounts
    ANTI JOIN customers USING (customer_id)
  ),
  loan AS (
    SELECT loan_amount, 'loans_of_unknown_customers' AS reason
    FROM loans
    ANTI JOIN customers USING (customer_id)
  ),
  payment AS (
    SELECT
      payment_amount,
      CASE
        WHEN loans.loan_id IS NULL THEN 'payments_of_unknown_loans'
        WHEN customers.customer_id IS NULL THEN 'payments_of_loans_of_unknown_customers'
      END AS reason
    FROM loan_payments
    LEFT JOIN loans USING (loan_id)
    LEFT JOIN customers USING (customer_id)
  ),
  transaction AS (
    SELECT
      transaction_amount,
      CASE
        WHEN accounts.account_id IS NULL THEN 'transactions_of_unknown_accounts'
        WHEN transaction_date IS NULL THEN 'transactions_without_date'
        WHEN coalesce(transaction_type, '') NOT IN ('Deposit', 'Withdrawal')
          THEN 'transactions_of_other_types'
      END AS reason
    FROM transactions
    LEFT JOIN accounts USING (account_id)
  ),
  reasons (gold_table, reason) AS (
    VALUES
      ('account_monthly_activity', 'transactions_of_other_types'),
      ('account_monthly_activity', 'transactions_of_unknown_accounts'),
      ('account_monthly_activity', 'transactions_without_date'),
      ('customer_account_balance', 'accounts_of_unknown_customers'),
      ('customer_loan_position', 'loans_of_unknown_customers'),
      ('customer_loan_position', 'payments_of_loans_of_unknown_customers'),
      ('customer_loan_position', 'payments_of_unknown_loans')
  ),
  amounts (amount, reason) AS (
    FROM account UNION ALL FROM loan UNION ALL FROM payment UNION ALL FROM transaction
  )
SELECT
  gold_table,
  reason,
  count(amount) AS row_count,
  coalesce(sum(amount), 0.00) AS amount
FROM reasons
LEFT JOIN amounts USING (reason)
GROUP BY gold_table, reason
ORDER BY gold_table, reason
