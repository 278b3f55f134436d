-- Each line that equals an earlier one, by file and line, in every column. Needs silver.sql.
SELECT file, line
FROM sale
QUALIFY row_number() OVER (
  PARTITION BY invoice_no, stock_code, description, quantity, invoiced_at, unit_price, customer_id,
    country
  ORDER BY file, line) > 1
ORDER BY file, line
