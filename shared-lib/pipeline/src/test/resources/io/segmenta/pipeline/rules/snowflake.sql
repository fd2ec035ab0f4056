-- Segments of shop.csv as rules, for Snowflake.
-- The table customers has the columns of the file, with NULL where a cell has no value; put your table's name in its place.
-- Rules describe what the model answers, they are not the model: each says how often it is right.

-- The segment of each row; of several rules the one that is right most often.
SELECT *,
  CASE
    WHEN "total spend; DROP TABLE customers; -- ü" = 'O''Hara'
      OR "total spend; DROP TABLE customers; -- ü" = 'back\\slash'
      OR "total spend; DROP TABLE customers; -- ü" = 'x''; DROP TABLE customers; --'
      OR "total spend; DROP TABLE customers; -- ü" = '\\'
      OR "total spend; DROP TABLE customers; -- ü" = ''''
      OR "total spend; DROP TABLE customers; -- ü" = '漢字 ünï'
      OR "total spend; DROP TABLE customers; -- ü" = '/* no comment'
      OR "total spend; DROP TABLE customers; -- ü" = 'a\nb'
      OR "total spend; DROP TABLE customers; -- ü" = '$(x) ${y}'
      THEN 's-1'
    WHEN ("d" >= DATE '2024-05-31' AND "t" = TRUE AND ("n" < -12.5 OR "n" IS NULL))
      THEN 's-2'
    WHEN ("l" <> 'x' OR "l" IS NULL)
      OR "m" IS NULL
      OR ("m" IS NOT NULL AND ("n" < -12.5 OR "n" IS NULL))
      THEN 's-3'
  END AS segment_id
FROM customers;

-- s-1 s-1'; DROP TABLE customers: 0 of 0 rows of the segment, 0 of 0 rows right
SELECT COUNT(*) FROM customers
WHERE "total spend; DROP TABLE customers; -- ü" = 'O''Hara'
   OR "total spend; DROP TABLE customers; -- ü" = 'back\\slash'
   OR "total spend; DROP TABLE customers; -- ü" = 'x''; DROP TABLE customers; --'
   OR "total spend; DROP TABLE customers; -- ü" = '\\'
   OR "total spend; DROP TABLE customers; -- ü" = ''''
   OR "total spend; DROP TABLE customers; -- ü" = '漢字 ünï'
   OR "total spend; DROP TABLE customers; -- ü" = '/* no comment'
   OR "total spend; DROP TABLE customers; -- ü" = 'a\nb'
   OR "total spend; DROP TABLE customers; -- ü" = '$(x) ${y}';

-- s-2 s-2'; DROP TABLE customers: 0 of 0 rows of the segment, 0 of 0 rows right
SELECT COUNT(*) FROM customers
WHERE ("d" >= DATE '2024-05-31' AND "t" = TRUE AND ("n" < -12.5 OR "n" IS NULL));

-- s-3 s-3'; DROP TABLE customers: 0 of 0 rows of the segment, 0 of 0 rows right
SELECT COUNT(*) FROM customers
WHERE ("l" <> 'x' OR "l" IS NULL)
   OR "m" IS NULL
   OR ("m" IS NOT NULL AND ("n" < -12.5 OR "n" IS NULL));

-- s-4 s-4'; DROP TABLE customers: 0 of 0 rows of the segment, 0 of 0 rows right
SELECT COUNT(*) FROM customers
WHERE 1 = 0;
