-- One row per broken rule of a quarantined record, those that only warn included. Needs silver.sql.
WITH record (file, line, rules, warnings) AS (
  SELECT 'accounts.csv', line, rules, warnings FROM accounts_record
  UNION ALL SELECT 'balances.csv', line, rules, warnings FROM balances_record
  UNION ALL SELECT 'transactions.csv', line, rules, warnings FROM transactions_record
)
SELECT file, line, unnest(rules || warnings) AS rule
FROM record
WHERE len(rules) > 0
ORDER BY file, line, rule
