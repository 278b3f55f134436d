-- One row per sound record that gave way to another of its key. Needs silver.sql.
SELECT 'accounts.csv' AS file, gave_way.line, account_id AS key, accounts.line AS winner_line
FROM accounts_record AS gave_way
JOIN accounts USING (account_id)
WHERE len(rules) = 0 AND gave_way.line <> accounts.line
UNION ALL
SELECT 'customers.csv' AS file, gave_way.line, customer_id AS key, customers.line AS winner_line
FROM customers_record AS gave_way
JOIN customers USING (customer_id)
WHERE len(rules) = 0 AND gave_way.line <> customers.line
UNION ALL
SELECT 'loan_payments.csv' AS file, gave_way.line, payment_id AS key, loan_payments.line AS winner_line
FROM loan_payments_record AS gave_way
JOIN loan_payments USING (payment_id)
WHERE len(rules) = 0 AND gave_way.line <> loan_payments.line
UNION ALL
SELECT 'loans.csv' AS file, gave_way.line, loan_id AS key, loans.line AS winner_line
FROM loans_record AS gave_way
JOIN loans USING (loan_id)
WHERE len(rules) = 0 AND gave_way.line <> loans.line
UNION ALL
SELECT 'transactions.csv' AS file, gave_way.line, transaction_id AS key, transactions.line AS winner_line
FROM transactions_record AS gave_way
JOIN transactions USING (transaction_id)
WHERE len(rules) = 0 AND gave_way.line <> transactions.line
ORDER BY file, line
