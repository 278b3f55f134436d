-- One row per row of silver, with the line it came from. Needs silver.sql.
SELECT 'accounts.csv' AS file, account_id AS key, line FROM accounts
UNION ALL SELECT 'customers.csv' AS file, customer_id AS key, line FROM customers
UNION ALL SELECT 'loan_payments.csv' AS file, payment_id AS key, line FROM loan_payments
UNION ALL SELECT 'loans.csv' AS file, loan_id AS key, line FROM loans
UNION ALL SELECT 'transactions.csv' AS file, transaction_id AS key, line FROM transactions
ORDER BY file, key
