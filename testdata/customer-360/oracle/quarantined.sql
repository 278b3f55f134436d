-- One row per broken rule of a quarantined record. Needs silver.sql.
WITH record (file, line, rules) AS (
  SELECT 'Customers.csv', line, rules FROM customers_record
  UNION ALL SELECT 'Products.csv', line, rules FROM products_record
  UNION ALL SELECT 'Stores.csv', line, rules FROM stores_record
  UNION ALL SELECT 'Agents.csv', line, rules FROM agents_record
  UNION ALL SELECT 'OnlineTransactions.csv', line, rules FROM online_transactions_record
  UNION ALL SELECT 'InStoreTransactions.csv', line, rules FROM in_store_transactions_record
  UNION ALL SELECT 'CustomerServiceInteractions.csv', line, rules FROM customer_service_interactions_record
  UNION ALL SELECT 'LoyaltyAccounts.csv', line, rules FROM loyalty_accounts_record
  UNION ALL SELECT 'LoyaltyTransactions.csv', line, rules FROM loyalty_transactions_record
)
SELECT file, line, unnest(rules) AS rule
FROM record
ORDER BY file, line, rule
