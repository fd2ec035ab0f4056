"""Writes minibatch.txt: inertia of scikit-learn's mini-batch k-means beside that of Lloyd's algorithm.

Run: OMP_NUM_THREADS=1 python3 generate_minibatch.py > minibatch.txt
The rows are those of clustering.txt. Inertia is that of every row to its nearest centroid; of mini-batch the median of
seeds 0 to 9, of Lloyd the best of 20 starts.
"""
import platform

import numpy as np
import sklearn
from sklearn.cluster import KMeans, MiniBatchKMeans

sets = {}
for line in open('clustering.txt'):
    parts = line.split()
    if len(parts) > 2 and parts[1] == 'row':
        sets.setdefault(parts[0], []).append([np.float32(v) for v in parts[2:]])


def inertia(x, model):
    return float((((x[:, None, :] - model.cluster_centers_[None]) ** 2).sum(axis=2)).min(axis=1).sum())


print('# python', platform.python_version(), 'scikit-learn', sklearn.__version__,
      'MiniBatchKMeans(4, batch_size=40, n_init=3, max_iter=3)')
for name, rows in sets.items():
    x = np.array(rows, dtype=float)
    batches = [inertia(x, MiniBatchKMeans(4, batch_size=40, n_init=3, max_iter=3, random_state=seed).fit(x))
               for seed in range(10)]
    print(name, 'minibatch', repr(float(np.median(batches))))
    print(name, 'lloyd', repr(inertia(x, KMeans(4, n_init=20, random_state=0).fit(x))))
