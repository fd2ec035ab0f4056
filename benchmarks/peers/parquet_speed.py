"""Makes a table of numbers as CSV and Parquet and reads it on request.

"write <csv> <parquet> <rows> <codec>" makes the files: eight columns with four decimals, a million rows in a group, as
pyarrow does by default. "pandas <file>" and "pyarrow <file>" answer "<seconds> <rows> <sum of the numbers>". The first
line written is the versions. One thread.
"""
import os
import sys
import time

os.environ.setdefault('OMP_NUM_THREADS', '1')

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

pa.set_cpu_count(1)
NAMES = 'spend visits basket tenure recency returns discount margin'.split()


def write(csv, parquet, rows, codec):
    table = pd.DataFrame(np.round(100 * np.random.default_rng(7).standard_normal((rows, len(NAMES))), 4), columns=NAMES)
    table.to_csv(csv, index=False, float_format='%.4f')
    pq.write_table(pa.Table.from_pandas(table, preserve_index=False), parquet, compression=codec)


def read(tool, file):
    begin = time.perf_counter()
    if tool == 'pandas':
        table = pd.read_csv(file, engine='c') if file.endswith('.csv') else pd.read_parquet(file, use_threads=False)
        seconds = time.perf_counter() - begin
        total = float(table.sum().sum())
    else:
        table = pq.read_table(file, use_threads=False)
        seconds = time.perf_counter() - begin
        total = sum(pc.sum(column).as_py() for column in table.columns)
    return '%.6f %d %r' % (seconds, len(table), total)


print('python %s, pandas %s, numpy %s, pyarrow %s'
      % (sys.version.split()[0], pd.__version__, np.__version__, pa.__version__), flush=True)
for line in sys.stdin:
    words = line.split()
    if words[0] == 'write':
        write(words[1], words[2], int(words[3]), words[4])
        print('written', flush=True)
    else:
        print(read(*words), flush=True)
