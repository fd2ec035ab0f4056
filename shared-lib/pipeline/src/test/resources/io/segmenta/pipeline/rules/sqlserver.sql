-- Segments of shop.csv as rules, for SQL Server.
-- The table customers has the columns of the file, with NULL where a cell has no value; put your table's name in its place.
-- Rules describe what the model answers, they are not the model: each says how often it is right.

-- The segment of each row; of several rules the one that is right most often.
SELECT *,
  CASE
    WHEN [total spend; DROP TABLE customers; -- ü] COLLATE Latin1_General_100_BIN2 = N'O''Hara'
      OR [total spend; DROP TABLE customers; -- ü] COLLATE Latin1_General_100_BIN2 = N'back\slash'
      OR [total spend; DROP TABLE customers; -- ü] COLLATE Latin1_General_100_BIN2 = N'x''; DROP TABLE customers; --'
      OR [total spend; DROP TABLE customers; -- ü] COLLATE Latin1_General_100_BIN2 = N'\'
      OR [total spend; DROP TABLE customers; -- ü] COLLATE Latin1_General_100_BIN2 = N''''
      OR [total spend; DROP TABLE customers; -- ü] COLLATE Latin1_General_100_BIN2 = N'漢字 ünï'
      OR [total spend; DROP TABLE customers; -- ü] COLLATE Latin1_General_100_BIN2 = N'/* no comment'
      OR [total spend; DROP TABLE customers; -- ü] COLLATE Latin1_General_100_BIN2 = N'a' + NCHAR(10) + N'b'
      OR [total spend; DROP TABLE customers; -- ü] COLLATE Latin1_General_100_BIN2 = N'' + NCHAR(36) + N'(x) ' + NCHAR(36) + N'{y}'
      THEN N's-1'
    WHEN ([d] >= CAST('20240531' AS date) AND [t] = 1 AND ([n] < -12.5 OR [n] IS NULL))
      THEN N's-2'
    WHEN ([l] COLLATE Latin1_General_100_BIN2 <> N'x' OR [l] IS NULL)
      OR [m] IS NULL
      OR ([m] IS NOT NULL AND ([n] < -12.5 OR [n] IS NULL))
      THEN N's-3'
  END AS segment_id
FROM customers;

-- s-1 s-1'; DROP TABLE customers: 0 of 0 rows of the segment, 0 of 0 rows right
SELECT COUNT(*) FROM customers
WHERE [total spend; DROP TABLE customers; -- ü] COLLATE Latin1_General_100_BIN2 = N'O''Hara'
   OR [total spend; DROP TABLE customers; -- ü] COLLATE Latin1_General_100_BIN2 = N'back\slash'
   OR [total spend; DROP TABLE customers; -- ü] COLLATE Latin1_General_100_BIN2 = N'x''; DROP TABLE customers; --'
   OR [total spend; DROP TABLE customers; -- ü] COLLATE Latin1_General_100_BIN2 = N'\'
   OR [total spend; DROP TABLE customers; -- ü] COLLATE Latin1_General_100_BIN2 = N''''
   OR [total spend; DROP TABLE customers; -- ü] COLLATE Latin1_General_100_BIN2 = N'漢字 ünï'
   OR [total spend; DROP TABLE customers; -- ü] COLLATE Latin1_General_100_BIN2 = N'/* no comment'
   OR [total spend; DROP TABLE customers; -- ü] COLLATE Latin1_General_100_BIN2 = N'a' + NCHAR(10) + N'b'
   OR [total spend; DROP TABLE customers; -- ü] COLLATE Latin1_General_100_BIN2 = N'' + NCHAR(36) + N'(x) ' + NCHAR(36) + N'{y}';

-- s-2 s-2'; DROP TABLE customers: 0 of 0 rows of the segment, 0 of 0 rows right
SELECT COUNT(*) FROM customers
WHERE ([d] >= CAST('20240531' AS date) AND [t] = 1 AND ([n] < -12.5 OR [n] IS NULL));

-- s-3 s-3'; DROP TABLE customers: 0 of 0 rows of the segment, 0 of 0 rows right
SELECT COUNT(*) FROM customers
WHERE ([l] COLLATE Latin1_General_100_BIN2 <> N'x' OR [l] IS NULL)
   OR [m] IS NULL
   OR ([m] IS NOT NULL AND ([n] < -12.5 OR [n] IS NULL));

-- s-4 s-4'; DROP TABLE customers: 0 of 0 rows of the segment, 0 of 0 rows right
SELECT COUNT(*) FROM customers
WHERE 1 = 0;
