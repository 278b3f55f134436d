-- One row per customer and period in which what is known of them stays. Needs silver.sql.
SELECT *, valid_to IS NULL AS is_current
FROM customer_version
ORDER BY customer_id, valid_from
