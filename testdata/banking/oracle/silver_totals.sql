-- Each column of money, summed over silver. Needs silver.sql.
SELECT 'accounts.csv' AS file, 'balance' AS field, coalesce(sum(balance), 0.00) AS total FROM accounts
UNION ALL SELECT 'loan_payments.csv' AS file, 'payment_amount' AS field, coalesce(sum(payment_amount), 0.00) AS total FROM loan_payments
UNION ALL SELECT 'loans.csv' AS file, 'loan_amount' AS field, coalesce(sum(loan_amount), 0.00) AS total FROM loans
UNION ALL SELECT 'transactions.csv' AS file, 'transaction_amount' AS field, coalesce(sum(transaction_amount), 0.00) AS total FROM transactions
ORDER BY file
