-- One row per record with fewer fields than the header. Needs silver.sql.
WITH record (file, line, is_short, rules) AS (
  SELECT 'accounts.csv', line, is_short, rules FROM accounts_record
  UNION ALL SELECT 'customers.csv', line, is_short, rules FROM customers_record
  UNION ALL SELECT 'loan_payments.csv', line, is_short, rules FROM loan_payments_record
  UNION ALL SELECT 'loans.csv', line, is_short, rules FROM loans_record
  UNION ALL SELECT 'transactions.csv', line, is_short, rules FROM transactions_record
)
SELECT file, line, CASE WHEN len(rules) = 0 THEN 'kept' ELSE 'quarantined' END AS record
FROM record
WHERE is_short
ORDER BY file, line
