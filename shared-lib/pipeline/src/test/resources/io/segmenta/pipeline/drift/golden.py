"""Writes golden.csv: what SciPy says of windows of counts, computed here from the definitions.

Run: python3 golden.py > golden.csv
Lines are "<what>,<arguments ...>,<result>".
"""
import numpy as np
import scipy
from scipy import stats
from scipy.special import betainc

print('# SciPy ' + scipy.__version__ + ', NumPy ' + np.__version__)
r = lambda v: repr(float(v))
for z in (-3.0, 0.0, 0.5, 1.96, 4.0, 6.0, 8.0):
    print('normal', r(z), r(stats.norm.sf(z)), sep=',')
for x, n, p in ((0, 10, .3), (3, 10, .3), (10, 10, .3), (25, 500, .02), (2, 500, .02), (900, 2000, .4), (40, 48000, .0002)):
    print('upper', x, n, r(p), r(stats.binom.sf(x - 1, n, p)), sep=',')
    print('lower', x, n, r(p), r(stats.binom.cdf(x, n, p)), sep=',')
for x, n, p in ((7.5, 96.3, .05), (0.4, 20.5, .01)):
    print('upper', x, n, r(p), r(betainc(x, n - x + 1, p)), sep=',')

tolerance = .1
for n, mean, N, c in ((500, .05, 10000, 1), (500, .3, 10000, 1), (2000, -.2, 3000, 2.5), (200, .9, 1000, 1)):
    m = n / c
    s = np.sqrt(1 + m / N)
    z, a = np.sqrt(m) * abs(mean) / s, tolerance * np.sqrt(m) / s
    print('score', n, mean, N, c, r(min(1, stats.norm.sf(z - a) + stats.norm.sf(z + a))), sep=',')
for n, x, x0, N in ((500, 125, 2000, 10000), (500, 160, 2000, 10000), (2000, 90, 200, 10000), (300, 0, 900, 6000)):
    p0 = (x0 + .5) / (N + 1)
    t = min(.02, p0 / 2) + 2 * np.sqrt(p0 * (1 - p0) / N)
    print('share', n, x, x0, N, r(min(1, 2 * min(stats.binom.sf(x - 1, n, p0 + t), stats.binom.cdf(x, n, p0 - t)))), sep=',')

rng = np.random.default_rng(5)
for k in range(3):
    p = np.sort(rng.dirichlet(np.ones(5)) ** (k + 1))
    p = np.round(p / p.sum() * 1000).astype(int)
    q = rng.multinomial(400, p / p.sum())
    w = p / p.sum()
    mid = np.cumsum(w) - w / 2
    phi1 = (mid - w @ mid) / np.sqrt(w @ mid ** 2 - (w @ mid) ** 2)
    # Least squares leaves of the square what neither a constant nor the location explains.
    A = np.stack([np.ones(5), phi1], 1) * np.sqrt(w)[:, None]
    coef = np.linalg.lstsq(A, phi1 ** 2 * np.sqrt(w), rcond=None)[0]
    phi2 = phi1 ** 2 - coef[0] - coef[1] * phi1
    phi2 /= np.sqrt(w @ phi2 ** 2)
    text = lambda a: ' '.join(str(v) for v in a)
    print('location', text(p), text(q), r(q @ phi1 / q.sum()), sep=',')
    print('spread', text(p), text(q), r(q @ phi2 / q.sum()), sep=',')
