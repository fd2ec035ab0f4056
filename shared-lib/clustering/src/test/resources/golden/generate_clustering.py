"""Writes clustering.txt: numbers of public tools that the golden tests compare with.

Run: OMP_NUM_THREADS=1 python3 generate_clustering.py > clustering.txt
Every line is "<set> <key> <values...>"; rows are single-precision values with nine digits, so they read back exactly.
"""
import platform

import fastcluster
import numpy as np
import scipy
import sklearn
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.cluster import DBSCAN, KMeans
from sklearn.decomposition import PCA
from sklearn.metrics import (adjusted_rand_score, calinski_harabasz_score, davies_bouldin_score,
                             silhouette_samples, silhouette_score)
from sklearn.mixture import GaussianMixture
from sklearn.neighbors import NearestNeighbors

rng = np.random.default_rng(20)


def blobs(n, d, k, spread, scale=1.0):
    centres = rng.normal(0, spread, (k, d))
    return centres[rng.integers(0, k, n)] + scale * rng.normal(0, 1, (n, d))


def circles(n):
    angle = rng.uniform(0, 2 * np.pi, n)
    radius = np.where(np.arange(n) % 2 == 0, 1.0, 3.0) + rng.normal(0, 0.08, n)
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])


SETS = {
    'blobs2': blobs(120, 2, 3, 6),
    'blobs5': blobs(110, 5, 4, 4),
    'blobs8': blobs(130, 8, 6, 2),
    'uniform3': rng.random((100, 3)),
    'stretched': blobs(120, 2, 3, 4) @ np.array([[3.0, 1.0], [0.2, 0.4]]),
    'circles': circles(120),
    'wide17': blobs(80, 17, 3, 1),
    'offset': blobs(90, 3, 3, 5) + np.array([1e4, -2e3, 5e2]),
    'skewed': np.exp(rng.normal(0, 1, (100, 4))),
    'line': np.cumsum(rng.exponential(1, 90))[:, None],
}


class FromLabels(GaussianMixture):
    """A mixture whose first responsibilities are given labels."""

    def _initialize_parameters(self, x, random_state):
        self._initialize(x, np.eye(self.n_components)[self.start])


def out(name, key, values):
    text = [repr(float(v)) if isinstance(v, (float, np.floating)) else str(v) for v in np.ravel(values)]
    print(name, key, *text)


print('# python', platform.python_version(), 'numpy', np.__version__, 'scipy', scipy.__version__, 'scikit-learn',
      sklearn.__version__, 'fastcluster', fastcluster.__version__)
for name, values in SETS.items():
    x32 = values.astype('f4')
    x = x32.astype('f8')
    for row in x32:
        print(name, 'row', *['%.9g' % v for v in row])
    cuts = {}
    for method in ('ward', 'complete', 'average', 'single'):
        tree = linkage(x, method)
        assert np.allclose(tree[:, 2], fastcluster.linkage(x, method)[:, 2], rtol=1e-10)
        out(name, method + '.heights', tree[:, 2])
        for k in (2, 3, 5):
            cuts[method, k] = fcluster(tree, k, 'maxclust')
            out(name, '%s.cut%d' % (method, k), cuts[method, k])
    for k in (2, 5, 9):
        fit = KMeans(k, init=x[:k].copy(), n_init=1, max_iter=300, tol=0, algorithm='lloyd').fit(x)
        out(name, 'kmeans%d' % k, [float(fit.inertia_)])
        out(name, 'kmeans%d.labels' % k, fit.labels_)
    best = min(KMeans(4, n_init=50, random_state=s).fit(x).inertia_ for s in range(4))
    out(name, 'kmeans4.best', [float(best)])
    for labelling, labels in (('ward3', cuts['ward', 3]), ('random', rng.integers(0, 4, len(x)))):
        out(name, labelling, labels)
        out(name, labelling + '.silhouette', [float(silhouette_score(x, labels))])
        out(name, labelling + '.samples', silhouette_samples(x, labels)[:10])
        out(name, labelling + '.ch', [float(calinski_harabasz_score(x, labels))])
        out(name, labelling + '.db', [float(davies_bouldin_score(x, labels))])
    out(name, 'ari', [float(adjusted_rand_score(cuts['ward', 3], cuts['average', 5]))])
    start = KMeans(2, init=x[:2].copy(), n_init=1, max_iter=300, tol=0, algorithm='lloyd').fit(x).labels_
    for shape, key in (('full', 'full'), ('diag', 'diagonal')):
        mixture = FromLabels(2, covariance_type=shape, tol=1e-5, max_iter=500, reg_covar=1e-6)
        mixture.start = start
        mixture.fit(x)
        out(name, 'mixture.%s' % key, [float(mixture.score(x) * len(x)), float(mixture.bic(x)), mixture.n_iter_])
    radius = 1.3 * float(np.median(NearestNeighbors(n_neighbors=5).fit(x).kneighbors(x)[0][:, 4]))
    dense = DBSCAN(eps=radius, min_samples=5).fit(x)
    out(name, 'dbscan.radius', [radius])
    out(name, 'dbscan.labels', dense.labels_)
    out(name, 'dbscan.cores', dense.core_sample_indices_)
    pca = PCA(svd_solver='full').fit(x)
    out(name, 'pca.variance', pca.explained_variance_)
    out(name, 'pca.ratio', pca.explained_variance_ratio_)
    out(name, 'pca.first', pca.components_[0])

DEGENERATE = {
    'tight': ([[1.0], [1.0], [4.0], [4.0]], [0, 0, 1, 1]),
    'equal-means': ([[0.0], [4.0], [1.0], [3.0]], [0, 0, 1, 1]),
    'all-equal': ([[2.0], [2.0], [2.0], [2.0]], [0, 0, 1, 1]),
    'alone': ([[0.0], [1.0], [50.0]], [0, 0, 1]),
    'alone-twice': ([[0.0], [1.0], [50.0], [60.0]], [0, 0, 1, 2]),
    'gap-in-labels': ([[0.0, 1.0], [1.0, 0.0], [5.0, 5.0], [6.0, 5.0]], [3, 3, 8, 8]),
}
for name, (rows, labels) in DEGENERATE.items():
    x = np.array(rows)
    for row in x:
        print(name, 'row', *['%.9g' % v for v in row])
    out(name, 'labels', labels)
    out(name, 'silhouette', [float(silhouette_score(x, labels))])
    out(name, 'ch', [float(calinski_harabasz_score(x, labels))])
    out(name, 'db', [float(davies_bouldin_score(x, labels))])
