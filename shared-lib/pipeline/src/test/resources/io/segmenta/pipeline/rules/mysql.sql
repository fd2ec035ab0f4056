-- Segments of shop.csv as rules, for MySQL.
-- The table customers has the columns of the file, with NULL where a cell has no value; put your table's name in its place.
-- Rules describe what the model answers, they are not the model: each says how often it is right.

-- The segment of each row; of several rules the one that is right most often.
SELECT *,
  CASE
    WHEN CONVERT(`total spend; DROP TABLE customers; -- ü` USING utf8mb4) COLLATE utf8mb4_bin = 'O''Hara'
      OR CONVERT(`total spend; DROP TABLE customers; -- ü` USING utf8mb4) COLLATE utf8mb4_bin = 'back\\slash'
      OR CONVERT(`total spend; DROP TABLE customers; -- ü` USING utf8mb4) COLLATE utf8mb4_bin = 'x''; DROP TABLE customers; --'
      OR CONVERT(`total spend; DROP TABLE customers; -- ü` USING utf8mb4) COLLATE utf8mb4_bin = '\\'
      OR CONVERT(`total spend; DROP TABLE customers; -- ü` USING utf8mb4) COLLATE utf8mb4_bin = ''''
      OR CONVERT(`total spend; DROP TABLE customers; -- ü` USING utf8mb4) COLLATE utf8mb4_bin = '漢字 ünï'
      OR CONVERT(`total spend; DROP TABLE customers; -- ü` USING utf8mb4) COLLATE utf8mb4_bin = '/* no comment'
      OR CONVERT(`total spend; DROP TABLE customers; -- ü` USING utf8mb4) COLLATE utf8mb4_bin = 'a\nb'
      OR CONVERT(`total spend; DROP TABLE customers; -- ü` USING utf8mb4) COLLATE utf8mb4_bin = '$(x) ${y}'
      THEN 's-1'
    WHEN (`d` >= DATE '2024-05-31' AND `t` = TRUE AND (`n` < -12.5 OR `n` IS NULL))
      THEN 's-2'
    WHEN (CONVERT(`l` USING utf8mb4) COLLATE utf8mb4_bin <> 'x' OR `l` IS NULL)
      OR `m` IS NULL
      OR (`m` IS NOT NULL AND (`n` < -12.5 OR `n` IS NULL))
      THEN 's-3'
  END AS segment_id
FROM customers;

-- s-1 s-1'; DROP TABLE customers: 0 of 0 rows of the segment, 0 of 0 rows right
SELECT COUNT(*) FROM customers
WHERE CONVERT(`total spend; DROP TABLE customers; -- ü` USING utf8mb4) COLLATE utf8mb4_bin = 'O''Hara'
   OR CONVERT(`total spend; DROP TABLE customers; -- ü` USING utf8mb4) COLLATE utf8mb4_bin = 'back\\slash'
   OR CONVERT(`total spend; DROP TABLE customers; -- ü` USING utf8mb4) COLLATE utf8mb4_bin = 'x''; DROP TABLE customers; --'
   OR CONVERT(`total spend; DROP TABLE customers; -- ü` USING utf8mb4) COLLATE utf8mb4_bin = '\\'
   OR CONVERT(`total spend; DROP TABLE customers; -- ü` USING utf8mb4) COLLATE utf8mb4_bin = ''''
   OR CONVERT(`total spend; DROP TABLE customers; -- ü` USING utf8mb4) COLLATE utf8mb4_bin = '漢字 ünï'
   OR CONVERT(`total spend; DROP TABLE customers; -- ü` USING utf8mb4) COLLATE utf8mb4_bin = '/* no comment'
   OR CONVERT(`total spend; DROP TABLE customers; -- ü` USING utf8mb4) COLLATE utf8mb4_bin = 'a\nb'
   OR CONVERT(`total spend; DROP TABLE customers; -- ü` USING utf8mb4) COLLATE utf8mb4_bin = '$(x) ${y}';

-- s-2 s-2'; DROP TABLE customers: 0 of 0 rows of the segment, 0 of 0 rows right
SELECT COUNT(*) FROM customers
WHERE (`d` >= DATE '2024-05-31' AND `t` = TRUE AND (`n` < -12.5 OR `n` IS NULL));

-- s-3 s-3'; DROP TABLE customers: 0 of 0 rows of the segment, 0 of 0 rows right
SELECT COUNT(*) FROM customers
WHERE (CONVERT(`l` USING utf8mb4) COLLATE utf8mb4_bin <> 'x' OR `l` IS NULL)
   OR `m` IS NULL
   OR (`m` IS NOT NULL AND (`n` < -12.5 OR `n` IS NULL));

-- s-4 s-4'; DROP TABLE customers: 0 of 0 rows of the segment, 0 of 0 rows right
SELECT COUNT(*) FROM customers
WHERE 1 = 0;
