"""Writes reference.json: values for unit tests of statistics code, with full precision.

    python generate.py [file]        (versions: requirements.txt)

Distribution values are computed to 60 digits by precise.py, rounded to a double, and compared with scipy's; the
few places where scipy is off by more than 1e-12 of the value are listed under "scipy_differs".
"""

import json
import math
import sys
import warnings
from fractions import Fraction
from itertools import product

import mpmath
import numpy as np
import scipy
import statsmodels
from mpmath import mp, mpf
from scipy import special, stats
from scipy.optimize import brentq
from statsmodels.stats import contingency_tables, multitest, power, proportion

import precise

warnings.filterwarnings("ignore", module="statsmodels")
OUT = {"versions": {"scipy": scipy.__version__, "statsmodels": statsmodels.__version__, "numpy": np.__version__,
                    "mpmath": mpmath.__version__}}


def num(value):
    value = float(value)
    if math.isfinite(value):
        return value
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


# ---------------------------------------------------------------- distribution functions

DISTRIBUTIONS, DIFFERS = {}, []


def record(function, args, by_scipy, exact):
    exact = float(exact)
    by_scipy = float(by_scipy)
    DISTRIBUTIONS.setdefault(function, []).append({**args, "value": num(exact)})
    if exact != by_scipy and not abs(by_scipy - exact) <= 1e-12 * abs(exact):
        DIFFERS.append({"function": function, **args, "scipy": num(by_scipy), "exact": num(exact)})


PROBABILITIES = [1e-300, 1e-100, 1e-20, 1e-12, 1e-6, 1e-4, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5,
                 0.75, 0.9, 0.95, 0.975, 0.99, 0.995, 0.999, 0.9999, 0.999999, 1 - 2.0 ** -40, 1 - 2.0 ** -53]


def distributions():
    xs = [0.0, 1e-300, 1e-10, 0.1, 0.5, 1.0, 1.2815515655446004, 1.6448536269514722, 1.959963984540054,
          2.5758293035489004, 3.0, 5.0, 6.0, 8.0, 8.3, 10.0, 15.0, 20.0, 26.0, 30.0, 37.0, 37.5, 38.0]
    for x in sorted({s * v for v in xs for s in (1, -1)}):
        lower, upper = precise.normal_tails(x)
        record("normal_cdf", {"x": x}, stats.norm.cdf(x), lower)
        record("normal_sf", {"x": x}, stats.norm.sf(x), upper)
    for p in PROBABILITIES:
        start = stats.norm.ppf(p)
        if p == 0.5:
            record("normal_ppf", {"p": p}, start, 0.0)
        else:
            record("normal_ppf", {"p": p}, start, precise.quantile(precise.normal_tails, precise.normal_density, p, start))
            record("normal_isf", {"p": p}, stats.norm.isf(p), precise.quantile(
                precise.normal_tails, precise.normal_density, p, stats.norm.isf(p), upper=True))

    for df in (0.5, 1.0, 2.0, 5.0, 30.0, 1e3, 1e6):
        for t in (-1e6, -100.0, -38.0, -10.0, -3.0, -1.96, -1.0, -0.1, -1e-8, 0.0, 1e-8, 0.1, 0.5, 1.0, 1.96, 2.5, 5.0, 10.0, 20.0, 38.0, 1e3):
            lower, upper = precise.t_tails(df, t)
            record("t_cdf", {"df": df, "x": t}, stats.t.cdf(t, df), lower)
            record("t_sf", {"df": df, "x": t}, stats.t.sf(t, df), upper)
        for p in [q for q in PROBABILITIES if q != 0.5 and (q > 1e-30 or df >= 5)]:
            start = stats.t.ppf(p, df)
            record("t_ppf", {"df": df, "p": p}, start, precise.quantile(
                lambda x: precise.t_tails(df, x), lambda x: precise.t_density(df, x), p, start))

    for df in (0.5, 1.0, 2.0, 3.0, 10.0, 100.0, 1e4, 1e6):
        for x in (1e-10, 0.01, 0.5, 1.0, df / 2, df, df * 1.1, df + 5 * math.sqrt(2 * df), df + 30 * math.sqrt(2 * df), 100.0, 1400.0):
            lower, upper = precise.chi2_tails(df, x)
            record("chi2_cdf", {"df": df, "x": x}, stats.chi2.cdf(x, df), lower)
            record("chi2_sf", {"df": df, "x": x}, stats.chi2.sf(x, df), upper)
        for p in [q for q in PROBABILITIES if q > 1e-30 and q < 1 - 2.0 ** -45]:
            start = stats.chi2.ppf(p, df)
            record("chi2_ppf", {"df": df, "p": p}, start, precise.quantile(
                lambda x: precise.chi2_tails(df, x), lambda x: precise.chi2_density(df, x), p, start))

    for d1, d2 in ((1.0, 1.0), (1.0, 10.0), (2.0, 5.0), (5.0, 2.0), (10.0, 100.0), (3.5, 7.25), (1e3, 1e3), (1.0, 1e6)):
        for x in (1e-6, 0.1, 0.5, 1.0, 1.5, 3.0, 10.0, 100.0, 1e4):
            lower, upper = precise.f_tails(d1, d2, x)
            record("f_cdf", {"df1": d1, "df2": d2, "x": x}, stats.f.cdf(x, d1, d2), lower)
            record("f_sf", {"df1": d1, "df2": d2, "x": x}, stats.f.sf(x, d1, d2), upper)

    for a, b in ((0.5, 0.5), (1.0, 1.0), (1.0, 10.0), (2.0, 3.0), (10.0, 0.5), (20.0, 30.0), (1e-3, 1e-3), (0.5, 1e6), (1e3, 1.0),
                 (1e3, 1e3), (1e6, 1.0), (1.0, 1e6), (1e6, 1e6), (999001.0, 1000.0), (1e5, 10.5)):
        mean, sd = a / (a + b), math.sqrt(a * b / (a + b + 1)) / (a + b)
        points = {1e-300, 1e-6, 0.01, 0.3, 0.5, 0.9, 1 - 2.0 ** -30}
        points |= {mean + k * sd for k in (-20, -5, -1, 0, 1, 5, 20) if 0 < mean + k * sd < 1}
        for x in sorted(points):
            lower, upper = precise.beta_tails(a, b, x)
            record("beta_cdf", {"a": a, "b": b, "x": x}, stats.beta.cdf(x, a, b), lower)
            record("beta_sf", {"a": a, "b": b, "x": x}, stats.beta.sf(x, a, b), upper)
        for p in [q for q in PROBABILITIES if q < 1 - 2.0 ** -45]:
            start = stats.beta.ppf(p, a, b)
            if 1e-290 < start < 1 - 1e-12:
                record("beta_ppf", {"a": a, "b": b, "p": p}, start, precise.quantile(
                    lambda x: precise.beta_tails(a, b, x), lambda x: precise.beta_density(a, b, x), p, start))

    for a in (1e-3, 0.5, 1.0, 2.5, 10.0, 100.0, 1e4, 1e6):
        for x in sorted({1e-10, 0.1, 1.0, a * 0.5, a, a * 1.01, a * 2.0, a + 10 * math.sqrt(a), 700.0}):
            lower, upper = precise.gamma_tails(a, x)
            record("gamma_p", {"a": a, "x": x}, special.gammainc(a, x), lower)
            record("gamma_q", {"a": a, "x": x}, special.gammaincc(a, x), upper)

    for n, p in ((1, 0.5), (10, 0.5), (10, 0.05), (50, 0.9), (100, 0.01), (1000, 0.5), (1000, 0.999), (100000, 0.02), (1000000, 0.5)):
        mean, sd = n * p, math.sqrt(n * p * (1 - p))
        for k in sorted({0, 1, n // 2, n - 1, n} | {min(n, max(0, round(mean + s * sd))) for s in (-10, -3, -1, 0, 1, 3, 10)}):
            lower, upper = precise.binomial_tails(n, p, k)
            record("binomial_cdf", {"n": n, "p": p, "k": k}, stats.binom.cdf(k, n, p), lower)
            record("binomial_sf", {"n": n, "p": p, "k": k}, stats.binom.sf(k, n, p), upper)
    OUT["distributions"] = DISTRIBUTIONS
    OUT["scipy_differs"] = DIFFERS


# ---------------------------------------------------------------- one proportion

COUNTS = [(0, 1), (1, 1), (0, 10), (10, 10), (1, 10), (5, 10), (9, 10), (29, 30), (0, 300), (45, 50), (85, 100), (90, 100),
          (97, 100), (500, 1000), (999, 1000), (1, 100000), (123456, 1000000)]


def exact_interval(k, n, alpha, shift):
    """Beta quantiles (k + shift_low ...) to 60 digits: Clopper-Pearson (shift 0/1) or Jeffreys (1/2)."""
    a_low, b_low, a_up, b_up = (k, n - k + 1, k + 1, n - k) if shift is None else (k + 0.5, n - k + 0.5) * 2

    def side(a, b, upper):
        start = (stats.beta.isf if upper else stats.beta.ppf)(alpha / 2, a, b)
        return float(precise.quantile(lambda x: precise.beta_tails(a, b, x), lambda x: precise.beta_density(a, b, x),
                                      mpf(alpha) / 2, start, upper))
    return (0.0 if k == 0 else side(a_low, b_low, False)), (1.0 if k == n else side(a_up, b_up, True))


def one_proportion():
    rows = []
    methods = {"clopper_pearson": "beta", "wilson": "wilson", "agresti_coull": "agresti_coull", "jeffreys": "jeffreys", "wald": "normal"}
    for (k, n), alpha in product(COUNTS, (0.1, 0.05, 0.01)):
        row = {"successes": k, "n": n, "alpha": alpha}
        for name, method in methods.items():
            low, high = proportion.proportion_confint(k, n, alpha=alpha, method=method)
            row[name] = [num(low), num(high)]
        cp = exact_interval(k, n, alpha, None)
        assert np.allclose(row["clopper_pearson"], cp, rtol=1e-9, atol=1e-300), (row, cp)
        row["clopper_pearson"] = list(cp)
        low, high = exact_interval(k, n, alpha, 0.5)
        # statsmodels gives the plain beta quantiles; the usual convention sets the limits 0 and 1 at k = 0 and k = n
        assert k in (0, n) or np.allclose(row["jeffreys"], (low, high), rtol=1e-9)
        row["jeffreys_brown"] = [low, high]
        rows.append(row)
    OUT["proportion_intervals"] = {
        "note": "two-sided 1 - alpha; a one-sided bound at level 1 - alpha is the limit for 2 * alpha. statsmodels clips "
                "agresti_coull and wald to [0, 1]; jeffreys: beta quantiles; jeffreys_brown: limits 0 at k = 0 and 1 at k = n",
        "cases": rows}

    rows = []
    for (k, n), p0 in product([(0, 10), (3, 10), (7, 10), (10, 10), (45, 50), (85, 100), (97, 100), (520, 1000), (4900, 5000)], (0.05, 0.5, 0.9, 0.95)):
        row = {"successes": k, "n": n, "p": p0}
        for alternative in ("two-sided", "less", "greater"):
            row[alternative] = num(stats.binomtest(k, n, p0, alternative=alternative).pvalue)
        row["mid_p_less"] = num(stats.binom.cdf(k, n, p0) - 0.5 * stats.binom.pmf(k, n, p0))
        row["mid_p_greater"] = num(stats.binom.sf(k - 1, n, p0) - 0.5 * stats.binom.pmf(k, n, p0))
        rows.append(row)
    OUT["binomial_test"] = {"note": "scipy.stats.binomtest; two-sided sums all outcomes not more probable than the one seen", "cases": rows}


# ---------------------------------------------------------------- two proportions

PAIRS = [((45, 50), (40, 50)), ((56, 70), (48, 80)), ((9, 10), (3, 10)), ((10, 10), (0, 10)), ((6, 7), (2, 7)), ((5, 56), (0, 29)),
         ((850, 1000), (900, 1000)), ((97, 100), (99, 100)), ((0, 50), (0, 50)), ((50, 50), (50, 50)), ((4999, 5000), (4980, 5000))]


def two_proportions():
    rows = []
    for (k1, n1), (k2, n2) in PAIRS:
        row = {"successes1": k1, "n1": n1, "successes2": k2, "n2": n2, "difference": k1 / n1 - k2 / n2}
        with np.errstate(all="ignore"):
            pooled = proportion.proportions_ztest([k1, k2], [n1, n2])
            row["z_pooled"] = {"z": num(pooled[0]), **{a: num(proportion.proportions_ztest([k1, k2], [n1, n2], alternative=b)[1])
                                                       for a, b in (("two-sided", "two-sided"), ("less", "smaller"), ("greater", "larger"))}}
            unpooled = proportion.test_proportions_2indep(k1, n1, k2, n2, method="wald", compare="diff")
            row["z_unpooled"] = {"z": num(unpooled.statistic), "two-sided": num(unpooled.pvalue)}
            if 0 < k1 + k2 < n1 + n2:
                score = score_statistic(k1, n1, k2, n2, 0.0, True)
                row["z_miettinen_nurminen"] = {"z": num(score), "two-sided": num(2 * stats.norm.sf(abs(score)))}
            margin = score_statistic(k1, n1, k2, n2, -0.05, True)
            row["non_inferiority_margin_0.05_miettinen_nurminen"] = {"z": num(margin), "greater": num(stats.norm.sf(margin))}
            for alpha in (0.1, 0.05, 0.01):
                intervals = {}
                for name, method in (("newcombe", "newcomb"), ("wald", "wald"), ("agresti_caffo", "agresti-caffo")):
                    low, high = proportion.confint_proportions_2indep(k1, n1, k2, n2, method=method, compare="diff", alpha=alpha)
                    intervals[name] = [num(low), num(high)]
                intervals["miettinen_nurminen"] = [num(v) for v in score_limits(k1, n1, k2, n2, alpha, True)]
                intervals["mee"] = [num(v) for v in score_limits(k1, n1, k2, n2, alpha, False)]
                row[f"alpha_{alpha}"] = intervals
        rows.append(row)
    OUT["two_proportions"] = {
        "note": "difference = p1 - p2. newcombe: hybrid of two Wilson intervals, no continuity correction. miettinen_nurminen: "
                "score limits with the factor N/(N-1); mee: without; both solved here (score_statistic), because statsmodels 0.15.0 "
                "does not maximise the restricted likelihood: its statistic is off wherever the tested difference is not 0",
        "cases": rows}


def score_statistic(k1, n1, k2, n2, delta, correction):
    """Miettinen & Nurminen (1985): z of H0 p1 - p2 = delta with the restricted maximum-likelihood estimates."""
    n, total = n1 + n2, k1 + k2
    if delta == 0:
        q2 = total / n
    else:  # the cubic of the likelihood equation, to 60 digits
        d = mpf(delta)
        roots = mp.polyroots([n, (n1 + 2 * n2) * d - n - total, (n2 * d - n - 2 * k2) * d + total, k2 * d * (1 - d)],
                             maxsteps=500, extraprec=400)
        low, high = max(mpf(0), -d), min(mpf(1), 1 - d)
        inside = [mp.re(r) for r in roots if abs(mp.im(r)) < 1e-20 and low - mpf(10) ** -25 <= mp.re(r) <= high + mpf(10) ** -25]
        q2 = float(max((min(max(r, low), high) for r in inside + [low, high]), key=lambda q: likelihood(k1, n1, k2, n2, q, d)))
    q1 = q2 + delta
    variance = (q1 * (1 - q1) / n1 + q2 * (1 - q2) / n2) * (n / (n - 1) if correction else 1)
    return (k1 / n1 - k2 / n2 - delta) / math.sqrt(variance)


def likelihood(k1, n1, k2, n2, q2, delta):
    def part(k, q):
        return mpf(0) if k == 0 else (k * mp.log(q) if q > 0 else mpf("-inf"))
    return part(k1, q2 + delta) + part(n1 - k1, 1 - q2 - delta) + part(k2, q2) + part(n2 - k2, 1 - q2)


def score_limits(k1, n1, k2, n2, alpha, correction):
    """Differences at which the score statistic is +-z; -1 and 1 bound them."""
    z = stats.norm.isf(alpha / 2)
    difference = k1 / n1 - k2 / n2

    def solve(sign):
        edge, near = (-1 + 1e-13, difference - 1e-9) if sign > 0 else (1 - 1e-13, difference + 1e-9)
        if abs(near) >= 1:
            return -float(sign)
        return brentq(lambda d: score_statistic(k1, n1, k2, n2, d, correction) - sign * z, *sorted((edge, near)), xtol=1e-14, rtol=1e-14)
    return solve(1), solve(-1)


# ---------------------------------------------------------------- 2x2 tables

def fisher_exact(a, b, c, d):
    """Two-sided and one-sided p as exact fractions: sums of hypergeometric probabilities."""
    r1, r2, c1 = a + b, c + d, a + c
    total = math.comb(r1 + r2, c1)
    weight = {x: math.comb(r1, x) * math.comb(r2, c1 - x) for x in range(max(0, c1 - r2), min(r1, c1) + 1)}
    two = sum(w for w in weight.values() if w <= weight[a])
    return [float(Fraction(s, total)) for s in (two, sum(w for x, w in weight.items() if x <= a), sum(w for x, w in weight.items() if x >= a))]


def tables():
    rows = []
    for a, b, c, d in ((3, 1, 1, 3), (8, 2, 1, 5), (0, 10, 10, 0), (45, 5, 40, 10), (1, 9, 11, 3), (10, 10, 10, 10), (97, 3, 99, 1),
                       (0, 5, 0, 5), (850, 150, 900, 100), (7, 93, 19, 81), (4999, 1, 4980, 20)):
        two, less, greater = fisher_exact(a, b, c, d)
        by_scipy = [stats.fisher_exact([[a, b], [c, d]], alternative=alt).pvalue for alt in ("two-sided", "less", "greater")]
        assert np.allclose(by_scipy, (two, less, greater), rtol=1e-9), (a, b, c, d, by_scipy, two, less, greater)
        with np.errstate(all="ignore"):
            odds = num(np.divide(float(a) * d, float(b) * c))
        rows.append({"table": [[a, b], [c, d]], "odds_ratio": odds, "two-sided": two, "less": less, "greater": greater})
    OUT["fisher_exact"] = {"note": "exact fractions, equal to scipy.stats.fisher_exact to 1e-9", "cases": rows}

    rows = []
    for b, c in ((0, 0), (1, 0), (0, 5), (3, 9), (5, 5), (6, 16), (10, 25), (25, 10), (40, 60), (120, 180), (1000, 1100)):
        n, small = b + c, min(b, c)
        tail = Fraction(sum(math.comb(n, i) for i in range(small + 1)), 2 ** n)
        point = Fraction(math.comb(n, small), 2 ** n)
        exact = min(Fraction(1), 2 * tail)
        mid = min(Fraction(1), 2 * tail - point)
        by_statsmodels = contingency_tables.mcnemar([[50, b], [c, 50]], exact=True)
        assert n == 0 or abs(by_statsmodels.pvalue - float(exact)) < 1e-9 * float(exact)
        row = {"only_first_right": b, "only_second_right": c, "exact": float(exact), "mid_p": float(mid)}
        for name, correction in (("asymptotic", False), ("asymptotic_corrected", True)):
            result = contingency_tables.mcnemar([[50, b], [c, 50]], exact=False, correction=correction) if n else None
            row[name] = None if result is None else {"statistic": num(result.statistic), "p": num(result.pvalue)}
        rows.append(row)
    OUT["mcnemar"] = {"note": "exact: two-sided binomial test of b against b + c, 1/2; mid_p = exact - P(X = min(b, c)), 1 at most; "
                              "asymptotic: (b - c)^2 / (b + c), corrected: (|b - c| - 1)^2 / (b + c). With b = c the corrected statistic "
                              "is 1/(b + c), not 0, in statsmodels", "cases": rows}

    rows = []
    for table in ([[10, 20], [30, 40]], [[45, 5], [40, 10]], [[10, 20, 30], [6, 9, 17]], [[12, 7, 3, 18], [9, 15, 4, 11]],
                  [[100, 1], [98, 3]], [[10, 10], [10, 10]], [[5, 0, 7], [2, 4, 9], [8, 1, 1]], [[10000, 12000], [9000, 13000]]):
        row = {"table": table}
        for name, options in (("pearson", {"correction": False}), ("pearson_yates", {"correction": True}),
                              ("g", {"correction": False, "lambda_": "log-likelihood"})):
            r = stats.chi2_contingency(table, **options)
            row[name] = {"statistic": num(r.statistic), "dof": int(r.dof), "p": num(r.pvalue)}
        row["cramers_v"] = num(stats.contingency.association(table, method="cramer"))
        rows.append(row)
    OUT["chi2_contingency"] = {"note": "pearson_yates: Yates' correction only for 2x2 (min(0.5, |O - E|))", "cases": rows}


# ---------------------------------------------------------------- samples

def samples():
    r = np.random.default_rng(20240613)
    a, b = np.round(r.normal(10, 2, 12), 3).tolist(), np.round(r.normal(11.5, 3.5, 17), 3).tolist()
    before = np.round(r.normal(0.8, 0.1, 20), 3)
    after = np.round(before + r.normal(0.02, 0.05, 20), 3)
    many_a, many_b = np.round(r.gamma(2, 30, 80), 1).tolist(), np.round(r.gamma(2, 36, 60), 1).tolist()
    ties_a, ties_b = r.integers(1, 6, 25).tolist(), r.integers(2, 7, 22).tolist()
    small_a, small_b = [1.1, 2.7, 3.4, 5.0, 7.7], [2.2, 4.1, 6.3, 8.8, 9.1, 9.9]

    def t_result(result):
        interval = result.confidence_interval(0.95)
        return {"t": num(result.statistic), "df": num(result.df), "p": num(result.pvalue), "ci95": [num(interval.low), num(interval.high)]}

    rows = []
    for x, y in ((a, b), (many_a, many_b), (small_a, small_b), (ties_a, ties_b)):
        rows.append({"x": x, "y": y,
                     "welch": {alt: t_result(stats.ttest_ind(x, y, equal_var=False, alternative=alt)) for alt in ("two-sided", "less", "greater")},
                     "pooled": {"two-sided": t_result(stats.ttest_ind(x, y))},
                     "mann_whitney": {"u": num(stats.mannwhitneyu(x, y).statistic),
                                      **{f"{method}{'' if correct else '_uncorrected'}_{alt}": num(stats.mannwhitneyu(
                                          x, y, alternative=alt, method=method, use_continuity=correct).pvalue)
                                         for method, correct in (("asymptotic", True), ("asymptotic", False), ("exact", True))
                                         for alt in ("two-sided", "less", "greater")
                                         if method == "asymptotic" or (len(x) * len(y) <= 1000 and len(set(x + y)) == len(x + y))}},
                     "ks": {"d": num(stats.ks_2samp(x, y).statistic), "p_exact": num(stats.ks_2samp(x, y, method="exact").pvalue),
                            "p_asymptotic": num(stats.ks_2samp(x, y, method="asymp").pvalue)},
                     "wasserstein": num(stats.wasserstein_distance(x, y))})
    OUT["two_samples"] = {"note": "t, u and ci95 are of x against y (mean(x) - mean(y)); mann_whitney asymptotic: tie-corrected, continuity "
                                  "0.5 unless uncorrected; exact only without ties", "cases": rows}

    difference = after - before
    paired = {alt: t_result(stats.ttest_rel(after, before, alternative=alt)) for alt in ("two-sided", "less", "greater")}
    OUT["paired"] = {"note": "t of after - before", "before": before.tolist(), "after": after.tolist(), "mean_difference": num(difference.mean()),
                     "sd_difference": num(difference.std(ddof=1)), "t": paired,
                     "wilcoxon_exact_two_sided": num(stats.wilcoxon(np.round(difference, 3), method="exact").pvalue)
                     if len(set(np.abs(np.round(difference, 3)))) == 20 else None}


def adjusted():
    rows = []
    for p in ([0.01, 0.04, 0.03, 0.005], [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251, 0.269, 0.275, 0.34, 0.341, 0.384, 0.569, 0.594, 0.696, 0.762, 0.94, 0.942, 0.975, 0.986],
              [0.5], [0.02, 0.02, 0.02], [1.0, 0.9, 0.0, 1e-300], [0.05, 0.05, 0.04, 0.03, 0.03, 0.2]):
        rows.append({"p": p, **{name: [num(v) for v in multitest.multipletests(p, method=method)[1]]
                                for name, method in (("bonferroni", "bonferroni"), ("holm", "holm"), ("hochberg", "simes-hochberg"),
                                                     ("benjamini_hochberg", "fdr_bh"), ("benjamini_yekutieli", "fdr_by"))}})
    OUT["adjusted_p"] = {"note": "statsmodels.stats.multitest.multipletests, in the order given", "cases": rows}


# ---------------------------------------------------------------- ROC AUC

def delong(label, *scores):
    """AUCs and their covariance: DeLong, DeLong & Clarke-Pearson, Biometrics 44 (1988), by placement values."""
    label = np.asarray(label)
    aucs, v10, v01 = [], [], []
    for score in scores:
        pos, neg = np.asarray(score)[label == 1], np.asarray(score)[label == 0]
        compare = (pos[:, None] > neg[None, :]) + 0.5 * (pos[:, None] == neg[None, :])
        aucs.append(compare.mean())
        v10.append(compare.mean(axis=1))
        v01.append(compare.mean(axis=0))
    m, n = len(v10[0]), len(v01[0])
    return np.array(aucs), np.atleast_2d(np.cov(v10)) / m + np.atleast_2d(np.cov(v01)) / n


def delong_by_ranks(label, score):
    """The same variance by mid-ranks (Sun & Xu 2014), as a check."""
    label, score = np.asarray(label), np.asarray(score)
    pos, neg = score[label == 1], score[label == 0]
    m, n = len(pos), len(neg)
    all_ranks = stats.rankdata(np.concatenate([pos, neg]))
    v10 = (all_ranks[:m] - stats.rankdata(pos)) / n
    v01 = 1 - (all_ranks[m:] - stats.rankdata(neg)) / m
    return v10.mean(), v10.var(ddof=1) / m + v01.var(ddof=1) / n


def auc():
    r = np.random.default_rng(7)
    cases = []
    for n, share, shift, digits in ((30, 0.5, 1.0, 3), (120, 0.35, 1.2, 2), (120, 0.35, 0.8, 1), (60, 0.1, 1.5, 3)):
        label = (np.arange(n) < round(n * share)).astype(int)
        base = r.normal(size=n)
        first = np.round(base + shift * label + 0.6 * r.normal(size=n), digits)
        second = np.round(base + 0.7 * shift * label + 0.6 * r.normal(size=n), digits)
        aucs, cov = delong(label, first, second)
        for score, value, variance in zip((first, second), aucs, np.diag(cov)):
            assert np.allclose(delong_by_ranks(label, score), (value, variance), rtol=1e-12)
        variance = cov[0, 0] + cov[1, 1] - 2 * cov[0, 1]
        z = (aucs[0] - aucs[1]) / math.sqrt(variance)
        boot = []
        pos, neg = np.flatnonzero(label == 1), np.flatnonzero(label == 0)
        for _ in range(4000):  # stratified bootstrap: a check of size, not a value to test against
            i = np.concatenate([r.choice(pos, len(pos)), r.choice(neg, len(neg))])
            values = [(stats.rankdata(s[i])[label[i] == 1].sum() - len(pos) * (len(pos) + 1) / 2) / (len(pos) * len(neg)) for s in (first, second)]
            boot.append((values[0], values[1], values[0] - values[1]))
        boot = np.array(boot)
        q = stats.norm.ppf(0.975)
        cases.append({
            "label": label.tolist(), "first": first.tolist(), "second": second.tolist(),
            "auc": [num(v) for v in aucs], "variance": [num(v) for v in np.diag(cov)], "covariance": num(cov[0, 1]),
            "ci95_first": [num(aucs[0] - q * math.sqrt(cov[0, 0])), num(aucs[0] + q * math.sqrt(cov[0, 0]))],
            "difference": num(aucs[0] - aucs[1]), "standard_error": num(math.sqrt(variance)), "z": num(z),
            "p_two_sided": num(2 * stats.norm.sf(abs(z))), "p_greater": num(stats.norm.sf(z)),
            "bootstrap_sanity": {"standard_errors": [num(v) for v in boot[:, :2].std(axis=0, ddof=1)],
                                 "standard_error_of_difference": num(boot[:, 2].std(ddof=1)),
                                 "difference_percentile_95": [num(v) for v in np.percentile(boot[:, 2], [2.5, 97.5])]}})
        assert abs(boot[:, 2].std(ddof=1) / math.sqrt(variance) - 1) < 0.15, (boot[:, 2].std(ddof=1), math.sqrt(variance))
    OUT["delong"] = {"note": "paired by row; ties count one half; the ci95 is not cut at 1. bootstrap_sanity: 4000 stratified resamples", "cases": cases}


# ---------------------------------------------------------------- sample sizes

def sample_sizes():
    rows = []
    for p1, p2, alpha, wanted in ((0.9, 0.85, 0.05, 0.8), (0.9, 0.85, 0.05, 0.9), (0.95, 0.9, 0.05, 0.8), (0.5, 0.4, 0.05, 0.8),
                                  (0.99, 0.97, 0.01, 0.9), (0.6, 0.55, 0.1, 0.8)):
        z_a2, z_a1, z_b = stats.norm.isf(alpha / 2), stats.norm.isf(alpha), stats.norm.ppf(wanted)
        mean = (p1 + p2) / 2

        def by_formula(z_a):
            return ((z_a * math.sqrt(2 * mean * (1 - mean)) + z_b * math.sqrt(p1 * (1 - p1) + p2 * (1 - p2))) / (p1 - p2)) ** 2
        effect = proportion.proportion_effectsize(p1, p2)
        arcsine = power.NormalIndPower().solve_power(effect, alpha=alpha, power=wanted, alternative="two-sided")
        rows.append({
            "p1": p1, "p2": p2, "alpha": alpha, "power": wanted,
            "per_group_normal_two_sided": num(by_formula(z_a2)), "per_group_normal_one_sided": num(by_formula(z_a1)),
            "per_group_statsmodels_two_sided": num(proportion.samplesize_proportions_2indep_onetail(p1 - p2, p2, wanted, alpha=alpha, alternative="two-sided")),
            "effect_size_h": num(effect), "per_group_arcsine_two_sided": num(arcsine),
            "power_at_n": {str(n): num(proportion.power_proportions_2indep(p1 - p2, p2, n, alpha=alpha, return_results=False)) for n in (100, 500, 2000)}})
    two = {"note": "per_group_normal: pooled variance under H0, unpooled under H1 (Fleiss), no continuity correction; "
                   "per_group_statsmodels: samplesize_proportions_2indep_onetail; per_group_arcsine: NormalIndPower on Cohen's h. "
                   "power_at_n: power_proportions_2indep. Not rounded up.", "cases": rows}

    rows = []
    for p0, p1, alpha, wanted in ((0.9, 0.95, 0.05, 0.8), (0.8, 0.9, 0.05, 0.8), (0.5, 0.6, 0.05, 0.9), (0.95, 0.99, 0.05, 0.9), (0.9, 0.85, 0.05, 0.8)):
        z_a, z_a2, z_b = stats.norm.isf(alpha), stats.norm.isf(alpha / 2), stats.norm.ppf(wanted)
        sd0, sd1 = math.sqrt(p0 * (1 - p0)), math.sqrt(p1 * (1 - p1))

        def exact_power(n):
            k = np.arange(n + 1)
            tail = stats.binom.sf(k - 1, n, p0) if p1 > p0 else stats.binom.cdf(k, n, p0)
            return stats.binom.pmf(k[tail <= alpha], n, p1).sum()
        powers = [0.0] + [exact_power(n) for n in range(1, 801)]
        first = next(n for n, v in enumerate(powers) if v >= wanted)
        from_then_on = max(n for n, v in enumerate(powers) if v < wanted) + 1
        rows.append({"p0": p0, "p1": p1, "alpha": alpha, "power": wanted,
                     "normal_one_sided": num(((z_a * sd0 + z_b * sd1) / (p1 - p0)) ** 2),
                     "normal_two_sided": num(((z_a2 * sd0 + z_b * sd1) / (p1 - p0)) ** 2),
                     "arcsine_one_sided": num(((z_a + z_b) / proportion.proportion_effectsize(p1, p0)) ** 2),
                     "exact_one_sided_first_n": first, "exact_one_sided_from_then_on": from_then_on,
                     "exact_one_sided_power_at_100": num(powers[100])})
    one = {"note": "exact: binomial test, rejecting when the one-sided exact p <= alpha; its power saws up and down with n, hence the "
                   "first n that reaches the power and the n from which it is never below (searched to 800)", "cases": rows}
    zero = [{"n": n, "alpha": alpha, "upper_bound": num(-math.expm1(math.log(alpha) / n))} for n in (10, 30, 100, 300, 1000) for alpha in (0.05, 0.01)]
    half = [{"p": p, "half_width": h, "alpha": a, "n": num(proportion.samplesize_confint_proportion(p, h, alpha=a))}
            for p, h, a in ((0.5, 0.05, 0.05), (0.9, 0.02, 0.05), (0.95, 0.01, 0.1))]
    OUT["sample_size"] = {"two_proportions": two, "one_proportion": one,
                          "no_failure_in_n": {"note": "one-sided upper bound of the failure rate: 1 - alpha^(1/n)", "cases": zero},
                          "wald_half_width": {"note": "statsmodels samplesize_confint_proportion", "cases": half}}


if __name__ == "__main__":
    for part in (distributions, one_proportion, two_proportions, tables, samples, adjusted, auc, sample_sizes):
        part()
    text = json.dumps(OUT, indent=0, allow_nan=False)
    # one case per line
    def compact(value, depth=0):
        if isinstance(value, dict) and depth < 3 and any(isinstance(v, (dict, list)) for v in value.values()):
            return "{\n" + ",\n".join(f"{json.dumps(k)}: {compact(v, depth + 1)}" for k, v in value.items()) + "\n}"
        if isinstance(value, list) and depth < 4 and value and isinstance(value[0], dict):
            return "[\n" + ",\n".join(json.dumps(v, allow_nan=False) for v in value) + "\n]"
        return json.dumps(value, allow_nan=False)
    with open(sys.argv[1] if len(sys.argv) > 1 else "reference.json", "w", encoding="utf-8", newline="") as file:
        file.write(compact(OUT) + "\n")
