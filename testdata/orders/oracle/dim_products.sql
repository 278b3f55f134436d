-- One row per product and period in which its name, category and price stay. Needs silver.sql.
SELECT *, valid_to IS NULL AS is_current
FROM product_version
ORDER BY product_id, valid_from
