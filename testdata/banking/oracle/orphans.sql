-- One row per row of silver whose reference leads nowhere. Needs silver.sql.
SELECT 'accounts.csv' AS file, line, account_id AS key, 'customer_id' AS field, customer_id AS value
FROM accounts
ANTI JOIN customers USING (customer_id)
UNION ALL
SELECT 'loan_payments.csv' AS file, line, payment_id AS key, 'loan_id' AS field, loan_id AS value
FROM loan_payments
ANTI JOIN loans USING (loan_id)
UNION ALL
SELECT 'loans.csv' AS file, line, loan_id AS key, 'customer_id' AS field, customer_id AS value
FROM loans
ANTI JOIN customers USING (customer_id)
UNION ALL
SELECT 'transactions.csv' AS file, line, transaction_id AS key, 'account_id' AS field, account_id AS value
FROM transactions
ANTI JOIN accounts USING (account_id)
ORDER BY file, line
