-- Each sound line whose total is off by more than a cent. Needs silver.sql.
SELECT file, line
FROM order_sound
WHERE items IS NOT NULL AND abs(total_amount - item_total) > 0.01
ORDER BY file, line
