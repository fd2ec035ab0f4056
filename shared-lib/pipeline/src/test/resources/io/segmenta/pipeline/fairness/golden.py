"""Writes golden.csv: what SciPy and statsmodels say of shares, ratios and tables.

Run: python3 golden.py > golden.csv
Lines are "<what>,<arguments ...>,<results ...>".
"""
import numpy as np
import scipy
import statsmodels
from scipy import stats
from scipy.stats.contingency import association, relative_risk
from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest

print('# SciPy ' + scipy.__version__ + ', statsmodels ' + statsmodels.__version__ + ', NumPy ' + np.__version__)
r = lambda v: repr(float(v))

# Newcombe's interval, and the z-test with the pooled standard error.
for x1, n1, x2, n2 in ((56, 70, 48, 80), (9, 10, 3, 10), (0, 30, 0, 40), (30, 30, 5, 400), (512, 2000, 3100, 9000)):
    low, high = confint_proportions_2indep(x1, n1, x2, n2, method='newcomb')
    p = proportions_ztest([x1, x2], [n1, n2])[1] if 0 < x1 + x2 < n1 + n2 else 1
    print('difference', x1, n1, x2, n2, r(low), r(high), r(p), sep=',')

# Katz's log interval of SciPy takes whole counts, so a half is added to each count by its formula here, and the formula
# is held against SciPy without the half.
def katz(a, b, c, d):
    log = np.log(a / b) - np.log(c / d)
    se = np.sqrt(1 / a - 1 / b + 1 / c - 1 / d)
    return np.exp(log), np.exp(log - stats.norm.ppf(.975) * se), np.exp(log + stats.norm.ppf(.975) * se), 2 * stats.norm.sf(abs(log) / se)

for a, b, c, d in ((30, 100, 20, 200), (5, 50, 400, 900), (0, 40, 31, 300), (64, 64, 10, 90), (1200, 5000, 2400, 15000)):
    if 0 < a < b:
        known = relative_risk(a, b, c, d)
        interval = known.confidence_interval(.95)
        assert np.allclose(katz(a, b, c, d)[:3], (known.relative_risk, interval.low, interval.high))
    print('ratio', a, b, c, d, *map(r, katz(a + .5, b + .5, c + .5, d + .5)), sep=',')

# Bergsma's correction of Cramer's V, over SciPy's chi-square.
for table in ([[10, 20], [30, 5]], [[50, 30, 20], [10, 40, 50], [25, 25, 25]], [[100, 100], [101, 99]], [[7, 0, 0], [0, 8, 0], [0, 0, 9]]):
    t = np.array(table)
    n, (rows, columns) = t.sum(), t.shape
    chi2 = stats.chi2_contingency(t, correction=False)[0]
    assert np.isclose(association(t, 'cramer'), np.sqrt(chi2 / n / (min(rows, columns) - 1)))
    phi2 = max(0, chi2 / n - (rows - 1) * (columns - 1) / (n - 1))
    rows, columns = rows - (rows - 1) ** 2 / (n - 1), columns - (columns - 1) ** 2 / (n - 1)
    print('cramer', ';'.join(' '.join(map(str, row)) for row in table), r(np.sqrt(phi2 / min(rows - 1, columns - 1))), sep=',')
