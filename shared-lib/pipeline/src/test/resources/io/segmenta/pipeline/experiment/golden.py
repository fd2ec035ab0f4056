"""Writes golden.csv: what SciPy says of experiments, computed here from the definitions.

Run: python3 golden.py > golden.csv
Lines are "<what>,<arguments ...>,<result>".
"""
import numpy as np
import scipy
from scipy.special import betaln, comb

print('# SciPy ' + scipy.__version__ + ', NumPy ' + np.__version__)
r = lambda v: repr(float(v))

for alpha, planned, n, var in ((.05, 6000, 400, 9e-4), (.05, 6000, 6000, 6e-5), (.01, 1200, 250, .004), (.05, 5000, 100000, 2.5e-6)):
    t = -2 * np.log(alpha)
    rho2 = (t + np.log(t + 1)) / planned
    half = np.sqrt(n * var * (n * rho2 + 1) / (n * n * rho2) * np.log((n * rho2 + 1) / alpha ** 2))
    print('half', alpha, planned, n, var, r(half), sep=',')

for a, b, share in ((100, 100, .5), (5300, 4700, .5), (900, 110, .1), (250000, 251000, .5), (0, 3, .5)):
    p, q = 500 * (1 - share), 500 * share
    print('ratio', a, b, share, r(betaln(p + a, q + b) - betaln(p, q) - a * np.log1p(-share) - b * np.log(share)), sep=',')

rng = np.random.default_rng(8)
for k in range(3):
    cells = rng.multinomial(300, rng.dirichlet(np.ones(12) * (.3 + k))).reshape(3, 4)
    a = np.repeat(np.repeat(np.arange(3), 4), cells.ravel())
    b = np.repeat(np.tile(np.arange(4), 3), cells.ravel())
    # Pair by pair: together in both, in the one, in the other.
    upper = np.triu_indices(len(a), 1)
    one, other = (a[:, None] == a)[upper], (b[:, None] == b)[upper]
    expected = one.sum() * other.sum() / comb(len(a), 2)
    rand = ((one & other).sum() - expected) / ((one.sum() + other.sum()) / 2 - expected)
    print('rand', ' '.join(str(v) for v in cells.ravel()), r(rand), sep=',')

for k in range(3):
    shares, difference, variance, text = rng.dirichlet(np.ones(3) * 5), 0, 0, []
    n = [rng.multinomial(900, shares) for arm in range(2)]
    x = [[rng.binomial(1, .1 + .1 * s, n[arm][s]) for s in range(3)] for arm in range(2)]
    total = sum(n[0]) + sum(n[1])
    for s in range(3):
        w = (n[0][s] + n[1][s]) / total
        difference += w * (x[1][s].mean() - x[0][s].mean())
        variance += w * w * (x[0][s].var(ddof=1) / n[0][s] + x[1][s].var(ddof=1) / n[1][s])
        text += [n[0][s], x[0][s].sum(), n[1][s], x[1][s].sum()]
    print('weighted', ' '.join(str(v) for v in text), r(difference), sep=',')
    print('variance', ' '.join(str(v) for v in text), r(variance), sep=',')
