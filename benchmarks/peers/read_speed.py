"""Reads a CSV with pandas' C engine on request: a line "<file>" in, "<seconds> <rows> <sum of the numbers>" out.

The first line written is the versions. One thread: the C engine has no more.
"""
import os
import sys
import time

os.environ.setdefault('OMP_NUM_THREADS', '1')

import numpy as np
import pandas as pd

print('python %s, pandas %s, numpy %s' % (sys.version.split()[0], pd.__version__, np.__version__), flush=True)
for line in sys.stdin:
    begin = time.perf_counter()
    table = pd.read_csv(line.strip(), engine='c')
    seconds = time.perf_counter() - begin
    numbers = table.select_dtypes('number')
    print('%.6f %d %r' % (seconds, len(table), float(numbers.sum().sum())), flush=True)
