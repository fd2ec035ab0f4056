"""Writes smile.txt: what scikit-learn says where it has what is taken from Smile, on sets that the tests share.

Run: python3 generate_smile.py > smile.txt
Every line is "<set> <key> <values...>"; rows are single-precision values with nine digits, so they read back exactly.
Values missing from rows are NaN. Scores of the isolation forest and trustworthiness are means over the seeds 1, 2 and 3.
"""
import platform

import numpy as np
import sklearn
from sklearn.datasets import load_iris, load_wine
from sklearn.ensemble import IsolationForest
from sklearn.impute import KNNImputer
from sklearn.manifold import TSNE, trustworthiness

NEIGHBORS = 10
rng = np.random.default_rng(11)


def blobs(n, d, k, apart):
    return rng.normal(0, apart, (k, d))[rng.integers(0, k, n)] + rng.normal(0, 1, (n, d))


def scaled(x):
    return (x - x.mean(0)) / x.std(0)


SETS = {
    'blobs': blobs(400, 5, 4, 8),
    'iris': scaled(load_iris().data),
    'wine': scaled(load_wine().data),
}
PLANTED = np.array([[14, -14, 14, -14, 14], [-20, 20, 20, 20, -20], [30, 30, 30, 30, 30], [-25, -25, -25, 25, 25]])


def show(name, key, values):
    print(name, key, *['NaN' if np.isnan(v) else '%.9g' % v for v in np.ravel(values)])


print('# python', platform.python_version(), 'numpy', np.__version__, 'scikit-learn', sklearn.__version__)
for name, values in SETS.items():
    x = values.astype('f4')
    for row in x:
        show(name, 'row', row)
    trust = [trustworthiness(x, TSNE(perplexity=30, init='random', random_state=seed).fit_transform(x), n_neighbors=NEIGHBORS)
             for seed in (1, 2, 3)]
    show(name, 'tsne', np.mean(trust))

x = np.vstack([rng.normal(0, 1, (500, 5)), PLANTED]).astype('f4')
for row in x:
    show('planted', 'row', row)
show('planted', 'isolation', np.mean([-IsolationForest(n_estimators=200, max_samples=256, random_state=seed).fit(x).score_samples(x)
                                      for seed in (1, 2, 3)], axis=0))

# 60 whole rows, all of which are the reference, and 40 that miss values.
whole = rng.normal(0, 1, (60, 4)).astype('f4')
gaps = rng.normal(0, 1, (40, 4)).astype('f4')
for i in range(40):
    gaps[i, rng.permutation(4)[:1 + i % 3]] = np.nan
for row in np.vstack([whole, gaps]):
    show('gaps', 'row', row)
spread = np.nanstd(np.vstack([whole, gaps]).astype('f8'), axis=0)
show('gaps', 'knn', KNNImputer(n_neighbors=5).fit(whole / spread).transform(gaps / spread) * spread)
