"""Writes umap.txt: trustworthiness that umap-learn reaches, which the tests compare with.

Run: python3 generate_umap.py > umap.txt
Every line is "<set> <key> <values...>"; rows are single-precision values with nine digits, so they read back exactly.
The last quarter of the rows is held out and transformed. Figures are means over the seeds 1, 2 and 3.
"""
import platform

import numpy as np
import sklearn
import umap
from sklearn.datasets import load_digits
from sklearn.manifold import trustworthiness

NEIGHBORS = 10
rng = np.random.default_rng(5)


def roll(n):
    t = 1.5 * np.pi * (1 + 2 * rng.random(n))
    return np.column_stack([t * np.cos(t), 21 * rng.random(n), t * np.sin(t)])


SETS = {
    'blobs': rng.normal(0, 3, (6, 8))[rng.integers(0, 6, 320)] + rng.normal(0, 1, (320, 8)),
    'roll': roll(480),
    'digits': load_digits().data[rng.permutation(1797)[:400]],
}

print('# python', platform.python_version(), 'numpy', np.__version__, 'scikit-learn', sklearn.__version__,
      'umap-learn', umap.__version__)
for name, values in SETS.items():
    x = values.astype('f4')
    for row in x:
        print(name, 'row', *['%.9g' % v for v in row])
    cut = len(x) * 3 // 4
    fitted, held = [], []
    for seed in (1, 2, 3):
        model = umap.UMAP(random_state=seed).fit(x[:cut])
        fitted.append(trustworthiness(x[:cut], model.embedding_, n_neighbors=NEIGHBORS))
        held.append(trustworthiness(x[cut:], model.transform(x[cut:]), n_neighbors=NEIGHBORS))
    print(name, 'umap.fit', float(np.mean(fitted)))
    print(name, 'umap.transform', float(np.mean(held)))
    print(name, 'umap.seeds', *[float(v) for v in fitted + held])
model = umap.UMAP(min_dist=0.1)
print('curve umap.curve', *[float(v) for d in (0.1, 0.5, 0.0) for v in umap.umap_.find_ab_params(1.0, d)])
