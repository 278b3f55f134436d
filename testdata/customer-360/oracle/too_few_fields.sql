-- One row per record with too few fields, and its fate. Needs silver.sql.
WITH record (file, line, is_short, rules) AS (
  SELECT 'Customers.csv', line, is_short, rules FROM customers_record
  UNION ALL SELECT 'Products.csv', line, is_short, rules FROM products_record
  UNION ALL SELECT 'Stores.csv', line, is_short, rules FROM stores_record
  UNION ALL SELECT 'Agents.csv', line, is_short, rules FROM agents_record
  UNION ALL SELECT 'OnlineTransactions.csv', line, is_short, rules FROM online_transactions_record
  UNION ALL SELECT 'InStoreTransactions.csv', line, is_short, rules FROM in_store_transactions_record
  UNION ALL SELECT 'CustomerServiceInteractions.csv', line, is_short, rules FROM customer_service_interactions_record
  UNION ALL SELECT 'LoyaltyAccounts.csv', line, is_short, rules FROM loyalty_accounts_record
  UNION ALL SELECT 'LoyaltyTransactions.csv', line, is_short, rules FROM loyalty_transactions_record
)
SELECT file, line, CASE WHEN len(rules) = 0 THEN 'kept' ELSE 'quarantined' END AS record
FROM record
WHERE is_short
ORDER BY file, line
