-- The books of each file: read = accepted + quarantined + duplicate. Needs silver.sql.
WITH
  record (file, rules) AS (
    SELECT 'accounts.csv', rules FROM accounts_record
    UNION ALL SELECT 'balances.csv', rules FROM balances_record
    UNION ALL SELECT 'transactions.csv', rules FROM transactions_record
  ),
  kept (file, accepted) AS (
    SELECT 'accounts.csv', count(*) FROM accounts
    UNION ALL SELECT 'balances.csv', count(*) FROM balances
    UNION ALL SELECT 'transactions.csv', count(*) FROM transactions
  )
SELECT
  file,
  count(*) AS read,
  any_value(accepted) AS accepted,
  count_if(len(rules) > 0) AS quarantined,
  count_if(len(rules) = 0) - any_value(accepted) AS duplicate
FROM record
JOIN kept USING (file)
GROUP BY file
ORDER BY file
