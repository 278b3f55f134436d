-- One row per broken rule of a quarantined record. Needs silver.sql.
WITH record (file, line, rules) AS (
  SELECT 'accounts.csv', line, rules FROM accounts_record
  UNION ALL SELECT 'customers.csv', line, rules FROM customers_record
  UNION ALL SELECT 'loan_payments.csv', line, rules FROM loan_payments_record
  UNION ALL SELECT 'loans.csv', line, rules FROM loans_record
  UNION ALL SELECT 'transactions.csv', line, rules FROM transactions_record
)
SELECT file, line, unnest(rules) AS rule
FROM record
ORDER BY file, line, rule
