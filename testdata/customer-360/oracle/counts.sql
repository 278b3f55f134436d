-- The books of each file: read = accepted + quarantined + duplicate. Needs silver.sql.
WITH
  record (file, rules) AS (
    SELECT 'Customers.csv', rules FROM customers_record
    UNION ALL SELECT 'Products.csv', rules FROM products_record
    UNION ALL SELECT 'Stores.csv', rules FROM stores_record
    UNION ALL SELECT 'Agents.csv', rules FROM agents_record
    UNION ALL SELECT 'OnlineTransactions.csv', rules FROM online_transactions_record
    UNION ALL SELECT 'InStoreTransactions.csv', rules FROM in_store_transactions_record
    UNION ALL SELECT 'CustomerServiceInteractions.csv', rules FROM customer_service_interactions_record
    UNION ALL SELECT 'LoyaltyAccounts.csv', rules FROM loyalty_accounts_record
    UNION ALL SELECT 'LoyaltyTransactions.csv', rules FROM loyalty_transactions_record
  ),
  kept (file, accepted) AS (
    SELECT 'Customers.csv', count(*) FROM customers
    UNION ALL SELECT 'Products.csv', count(*) FROM products
    UNION ALL SELECT 'Stores.csv', count(*) FROM stores
    UNION ALL SELECT 'Agents.csv', count(*) FROM agents
    UNION ALL SELECT 'OnlineTransactions.csv', count(*) FROM online_transactions
    UNION ALL SELECT 'InStoreTransactions.csv', count(*) FROM in_store_transactions
    UNION ALL SELECT 'CustomerServiceInteractions.csv', count(*) FROM customer_service_interactions
    UNION ALL SELECT 'LoyaltyAccounts.csv', count(*) FROM loyalty_accounts
    UNION ALL SELECT 'LoyaltyTransactions.csv', count(*) FROM loyalty_transactions
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
