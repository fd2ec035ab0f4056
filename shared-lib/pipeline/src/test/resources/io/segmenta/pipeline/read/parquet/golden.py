#!/usr/bin/env python3
"""Writes the golden Parquet files beside this script and the same table as golden.csv; invented customers, seeded.

    pip install pyarrow==25.0.1 && python3 golden.py

Every file holds the same 300 rows: other codecs, pages of both kinds, and every encoding.
"""
import datetime
import decimal
import pathlib
import random
import uuid

import pyarrow as pa
import pyarrow.parquet as pq

HERE = pathlib.Path(__file__).parent
ROWS = 300
random.seed(47)
DAY = datetime.date(2024, 1, 1)
MOMENT = datetime.datetime(2024, 1, 1, 8, 0, 0)


def maybe(value, share=0.06):
    return None if random.random() < share else value


rows = []
for i in range(ROWS):
    young = i % 3 == 0
    rows.append({
        "customer_id": f"C{10000 + i}",
        "token": uuid.UUID(int=random.getrandbits(128), version=4),
        "gender": maybe(random.choice(["Female", "Male"])),
        "region": maybe(random.choice(["North", "South", "Łódź", "東京"])),
        "age": maybe(random.randint(18, 35) if young else random.randint(40, 80)),
        "visits": random.randint(1, 9) if young else random.randint(10, 30),
        "account": 4_000_000_000_000_000 + random.randint(0, 10**12),
        "spend": maybe(round(random.gauss(800 if young else 4000, 100), 2)),
        "basket": round(random.gauss(8, 2) if young else random.gauss(40, 5), 1),
        "balance": maybe(decimal.Decimal(random.randint(-99999, 99999)).scaleb(-2)),
        "member": maybe(random.random() < 0.5),
        "joined": maybe(DAY + datetime.timedelta(days=random.randint(0, 700))),
        "last_order": MOMENT + datetime.timedelta(minutes=random.randint(0, 500000)),
        "segment_hint": maybe(random.choice(["a", "b", "c"]), 0.5),
        "note": maybe("prefix of a note number " + str(random.randint(0, 99999)), 0.2),
    })

schema = pa.schema([
    pa.field("customer_id", pa.string(), nullable=False),
    ("token", pa.uuid()),
    ("gender", pa.string()),
    ("region", pa.string()),
    ("age", pa.int32()),
    pa.field("visits", pa.int64(), nullable=False),
    ("account", pa.int64()),
    ("spend", pa.float64()),
    ("basket", pa.float32()),
    ("balance", pa.decimal128(10, 2)),
    ("member", pa.bool_()),
    ("joined", pa.date32()),
    ("last_order", pa.timestamp("us")),
    ("segment_hint", pa.string()),
    ("note", pa.string()),
])
columns = {name: [row[name] for row in rows] for name in schema.names}
columns["token"] = pa.array([token.bytes for token in columns["token"]], pa.binary(16)).cast(pa.uuid())
table = pa.table(columns, schema=schema)


def write(name, data=table, **options):
    pq.write_table(data, HERE / name, **options)


for codec in ["none", "snappy", "gzip", "zstd", "lz4"]:
    write(f"{codec}.parquet", compression=codec)
write("pages-v2.parquet", compression="snappy", data_page_version="2.0", data_page_size=512,
      write_batch_size=64)
write("plain.parquet", compression="zstd", use_dictionary=False, row_group_size=70)
write("groups.parquet", compression="none", row_group_size=37, write_page_checksum=True)
write("fallback.parquet", compression="snappy", dictionary_pagesize_limit=256, data_page_size=256,
      write_batch_size=32)
write("int96.parquet", use_deprecated_int96_timestamps=True)
for version in ["1.0", "2.0"]:
    write(f"encodings-v{version[0]}.parquet", compression="zstd", use_dictionary=False, data_page_version=version,
          column_encoding={
              "customer_id": "DELTA_BYTE_ARRAY", "note": "DELTA_BYTE_ARRAY", "gender": "DELTA_LENGTH_BYTE_ARRAY",
              "region": "DELTA_LENGTH_BYTE_ARRAY", "segment_hint": "DELTA_BYTE_ARRAY", "age": "DELTA_BINARY_PACKED",
              "visits": "DELTA_BINARY_PACKED", "account": "DELTA_BINARY_PACKED", "last_order": "DELTA_BINARY_PACKED",
              "spend": "BYTE_STREAM_SPLIT", "basket": "BYTE_STREAM_SPLIT", "joined": "DELTA_BINARY_PACKED",
              "member": "RLE", "balance": "BYTE_STREAM_SPLIT", "token": "PLAIN"})
write("brotli.parquet", table.select(["age", "spend"]), compression="brotli")
write("nested.parquet", pa.table({
    "age": [20, 30, 40],
    "tags": [["a"], [], ["b", "c"]],
    "address": [{"city": "Bonn", "zip": 1}, {"city": "Ulm", "zip": 2}, None],
    "spend": [1.5, 2.5, 3.5]}))
write("types.parquet", pa.table({
    "u8": pa.array([1, 255, None], pa.uint8()),
    "u32": pa.array([4_000_000_000, 2, None], pa.uint32()),
    "u64": pa.array([18_000_000_000_000_000_000, 2, None], pa.uint64()),
    "i8": pa.array([-1, 5, None], pa.int8()),
    "half": pa.array([0.5, -2.25, None], pa.float16()),
    "single": pa.array([0.1, 1234.5677, None], pa.float32()),
    "double": pa.array([0.1, float("nan"), None], pa.float64()),
    "cents": pa.array([decimal.Decimal("1.005"), decimal.Decimal("-2.500"), None], pa.decimal128(9, 3)),
    "wide": pa.array([decimal.Decimal("12345678901234567890.5"), decimal.Decimal("-1.5"), None],
                     pa.decimal128(30, 1)),
    "day": pa.array([datetime.date(1969, 12, 31), datetime.date(2024, 2, 29), None], pa.date32()),
    "millis": pa.array([datetime.datetime(1969, 12, 31, 23, 59, 59, 500000), datetime.datetime(2024, 2, 29), None],
                       pa.timestamp("ms")),
    "micros": pa.array([datetime.datetime(2024, 2, 29, 1, 2, 3, 4), datetime.datetime(2024, 2, 29), None],
                       pa.timestamp("us", tz="UTC")),
    "nanos": pa.array([1_700_000_000_000_000_001, 0, None], pa.timestamp("ns")),
    "time": pa.array([datetime.time(10, 30), datetime.time(23, 59, 59, 250000), None], pa.time64("us")),
    "blob": pa.array([b"abc", b"", None], pa.binary()),
    "kind": pa.array(["x", "y", None]).dictionary_encode(),
    "empty": pa.nulls(3),
}))
tiny = pa.table({
    "id": ["C1", "C2", "C3", "C4", "C5", "C6"],
    "visits": pa.array([1, 2, None, 4, 5, 6], pa.int32()),
    "spend": [1.5, 2.5, None, 20.25, 21.5, 22.0],
    "joined": [DAY + datetime.timedelta(days=day) for day in range(6)]})
for codec in ["none", "snappy", "zstd", "lz4", "gzip"]:
    write(f"tiny-{codec}.parquet", tiny, compression=codec, row_group_size=4)
write("tiny-plain.parquet", tiny, compression="none", use_dictionary=False, data_page_version="2.0")
write("tiny-delta.parquet", tiny, compression="none", use_dictionary=False, column_encoding={
    "id": "DELTA_BYTE_ARRAY", "visits": "DELTA_BINARY_PACKED", "spend": "BYTE_STREAM_SPLIT",
    "joined": "DELTA_BINARY_PACKED"})

orders = []
for i in range(600):
    orders.append({"order_id": 70000 + i // 2, "customer_id": f"K{random.randint(100, 139)}",
                   "order_date": MOMENT + datetime.timedelta(hours=i // 2 * 7),
                   "quantity": random.randint(1, 5), "price": random.choice([2.5, 4.75, 19.9, 120.5])})
for i in range(1, 600, 2):
    orders[i]["customer_id"] = orders[i - 1]["customer_id"]
order_schema = pa.schema([("order_id", pa.int64()), ("customer_id", pa.string()), ("order_date", pa.timestamp("ms")),
                          ("quantity", pa.int16()), ("price", pa.float64())])
write("orders.parquet", pa.table({name: [row[name] for row in orders] for name in order_schema.names},
                                 schema=order_schema), compression="zstd")
encryption = HERE / "footer-encrypted.parquet"
encryption.write_bytes(b"PARE" + bytes(40) + b"\x10\0\0\0PARE")


def cell(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def csv(name, names, content):
    with open(HERE / name, "w", encoding="utf-8", newline="\n") as out:
        out.write(",".join(names) + "\n")
        for row in content:
            out.write(",".join(cell(row[one]) for one in names) + "\n")


csv("golden.csv", schema.names, rows)
csv("orders.csv", order_schema.names, orders)
