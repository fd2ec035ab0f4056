"""Writes density.txt: partitions of scikit-learn that the golden tests compare with.

Run: OMP_NUM_THREADS=1 python3 generate_density.py > density.txt    (scikit-learn >= 1.3)
Every line is "<set> <key> <values...>"; rows are single-precision values with nine digits, so they read back exactly.
"""
import platform

import numpy as np
import sklearn
from sklearn.cluster import HDBSCAN

rng = np.random.default_rng(7)


def moons(n, noise):
    angle = rng.uniform(0, np.pi, n)
    upper = np.arange(n) % 2 == 0
    x = np.where(upper, np.cos(angle), 1 - np.cos(angle))
    y = np.where(upper, np.sin(angle), 0.5 - np.sin(angle))
    return np.column_stack([x, y]) + rng.normal(0, noise, (n, 2))


def densities(n):
    centres = np.array([[0, 0, 0], [4, 0, 1], [0, 9, 0], [12, 5, 3]])
    spread = np.array([0.2, 0.6, 1.5, 0.8])
    group = rng.integers(0, 4, n)
    rows = centres[group] + spread[group, None] * rng.normal(0, 1, (n, 3))
    rows[: n // 8] = rng.uniform(-5, 15, (n // 8, 3))
    return rows


SETS = {
    'moons': (moons(160, 0.08), 8, 5),
    'densities': (densities(240), 10, 5),
    'wide9': (rng.normal(0, 3, (4, 9))[rng.integers(0, 4, 150)] + rng.normal(0, 1, (150, 9)), 6, 4),
    'uniform': (rng.random((140, 2)), 7, 7),
}

print('# python', platform.python_version(), 'numpy', np.__version__, 'scikit-learn', sklearn.__version__)
for name, (values, size, samples) in SETS.items():
    x32 = values.astype('f4')
    for row in x32:
        print(name, 'row', *['%.9g' % v for v in row])
    # scikit-learn counts the row itself among its samples; the settings written do not.
    found = HDBSCAN(min_cluster_size=size, min_samples=samples + 1, algorithm='brute', copy=True).fit(x32.astype('f8'))
    print(name, 'hdbscan.settings', size, samples)
    print(name, 'hdbscan.labels', *found.labels_)
