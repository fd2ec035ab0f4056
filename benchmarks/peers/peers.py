"""Runs public tools on request: reads "<tool> <task> <file> <rows> <columns>" lines, answers "<seconds> <numbers...>".

The file holds rows x columns single-precision numbers, row by row; <file>.start the starting centroids of the task "fit",
<file>.labels the labels of the tasks "silhouette" and "indices". The first line written is the versions. Threads are
taken from OMP_NUM_THREADS and NUMBA_NUM_THREADS.
"""
import os
import sys
import time
import warnings
from importlib.metadata import version

answers = os.fdopen(os.dup(1), 'w', 1)
os.dup2(2, 1)
warnings.simplefilter('ignore')

import fastcluster
import numpy as np
import scipy
import sklearn
from scipy.cluster.hierarchy import linkage
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.manifold import trustworthiness
from sklearn.metrics import calinski_harabasz_score, davies_bouldin_score, silhouette_score


def sweep(x, path):
    return [KMeans(k, n_init=10, max_iter=300, tol=1e-4, algorithm='lloyd', random_state=5).fit(x).inertia_
            for k in range(2, 11)]


def fit(x, path):
    start = np.fromfile(path + '.start', 'f4').reshape(-1, x.shape[1])
    return [KMeans(len(start), init=start, n_init=1, max_iter=25, tol=0, algorithm='lloyd').fit(x).inertia_]


def labels(path, x):
    return np.fromfile(path + '.labels', 'i4')[:len(x)]


def covariance(x, path):
    centred = x - x.mean(0)
    return np.linalg.eigvalsh(centred.T @ centred / (len(x) - 1))[::-1][:3].tolist()


def umap_learn(x, path):
    """Without a random state, so that it uses its threads."""
    import umap
    return umap.UMAP(n_neighbors=15).fit_transform(x)


def compile_umap(x, path):
    """What it compiles on its first call is not timed."""
    umap_learn(x[:1000], path)


def kept_neighbours(layout, x):
    rows = min(len(x), 2000)
    return [trustworthiness(x[:rows], layout[:rows], n_neighbors=15)]


def heights(tree):
    return [tree[:, 2].sum()]


TOOLS = {
    ('scikit-learn', 'sweep'): sweep,
    ('scikit-learn', 'fit'): fit,
    ('scikit-learn', 'silhouette'): lambda x, path: [silhouette_score(x, labels(path, x))],
    ('scikit-learn', 'indices'): lambda x, path: [calinski_harabasz_score(x, labels(path, x)),
                                                  davies_bouldin_score(x, labels(path, x))],
    ('scikit-learn', 'pca'): lambda x, path: PCA(svd_solver='full').fit(x).explained_variance_[:3].tolist(),
    ('numpy', 'pca'): covariance,
    ('umap-learn', 'umap'): umap_learn,
}
BEFORE = {('umap-learn', 'umap'): compile_umap}
AFTER = {('umap-learn', 'umap'): kept_neighbours}
for method in ('ward', 'single', 'complete', 'average'):
    TOOLS['fastcluster', method] = lambda x, path, m=method: heights(fastcluster.linkage(x, m))
    TOOLS['scipy', method] = lambda x, path, m=method: heights(linkage(x, m))
for method in ('ward', 'single'):
    TOOLS['fastcluster-vector', method] = lambda x, path, m=method: heights(fastcluster.linkage_vector(x, m))

answers.write('python %s, numpy %s, scikit-learn %s, scipy %s, fastcluster %s, umap-learn %s\n' % (
    sys.version.split()[0], np.__version__, sklearn.__version__, scipy.__version__, fastcluster.__version__,
    version('umap-learn')))
loaded = None
for line in sys.stdin:
    tool, task, path, rows, columns = line.split()
    if loaded != path:
        data = np.fromfile(path, 'f4').reshape(int(rows), int(columns))
        loaded = path
    hierarchical = tool in ('fastcluster', 'fastcluster-vector', 'scipy')
    x = data.astype('f8') if hierarchical else data
    if (tool, task) in BEFORE:
        BEFORE.pop((tool, task))(x, path)
    begin = time.perf_counter()
    result = TOOLS[tool, task](x, path)
    seconds = time.perf_counter() - begin
    if (tool, task) in AFTER:
        result = AFTER[tool, task](result, x)
    answers.write('%.6f %s\n' % (seconds, ' '.join(repr(float(v)) for v in result)))
