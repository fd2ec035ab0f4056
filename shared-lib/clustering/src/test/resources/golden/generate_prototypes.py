"""Writes prototypes.txt: the least cost of k-prototypes over every division of small tables of numbers and categories.

Run: python3 generate_prototypes.py > prototypes.txt
The cost is Huang's (1998): squared distance to the mean of each number plus gamma for each category that differs from
the most frequent level. It is computed on the levels themselves, and each division is tried, so it shares nothing with
the library but the definition. Rows are written as the library takes them: a level is sqrt(gamma / 2) in its column.
"""
import itertools
import math
import platform

import numpy as np

rng = np.random.default_rng(7)


def cost(numbers, levels, gamma, members):
    centred = numbers[members] - numbers[members].mean(axis=0)
    differing = sum(len(members) - max(np.bincount(levels[members, c])) for c in range(levels.shape[1]))
    return (centred ** 2).sum() + gamma * differing


def divisions(n, k):
    """All labellings with k clusters in which first members rise, so that none comes twice."""
    for labels in itertools.product(range(k), repeat=n - 1):
        labels = (0,) + labels
        first = [labels.index(c) if c in labels else n for c in range(k)]
        if max(first) < n and first == sorted(first):
            yield np.array(labels)


print('# python', platform.python_version(), 'numpy', np.__version__)
for number, (n, k, widths, gamma) in enumerate([(9, 2, (2,), 1.0), (9, 3, (3, 2), 0.5), (8, 3, (4,), 4.0),
                                                (10, 2, (3, 3), 2.0), (8, 4, (2, 2, 2), 1.5)]):
    name = 'set%d' % number
    numbers = rng.normal(0, 1, (n, 2)).astype(np.float32).astype(float)
    levels = np.column_stack([rng.integers(0, w, n) for w in widths])
    least = min(sum(cost(numbers, levels, gamma, np.flatnonzero(labels == c)) for c in range(k))
                for labels in divisions(n, k))
    for i in range(n):
        encoded = [x for c, w in enumerate(widths)
                   for x in (math.sqrt(gamma / 2) if levels[i, c] == level else 0.0 for level in range(w))]
        print(name, 'row', *['%.9g' % v for v in [*numbers[i], *encoded]])
    print(name, 'k', k)
    print(name, 'widths', *widths)
    print(name, 'cost', repr(float(least)))
