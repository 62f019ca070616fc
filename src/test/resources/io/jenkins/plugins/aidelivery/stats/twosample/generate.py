"""Writes reference.json: two-sample statistics and p-values by scipy, with full precision.

    python generate.py [file]        (versions: requirements.txt)
"""

import json
import math
import sys
import warnings

import numpy as np
import scipy
from mpmath import mp, mpf
from scipy import stats
from scipy.spatial import distance

mp.dps = 50
warnings.simplefilter("ignore")
RANDOM = np.random.default_rng(20240229)
OUT = {"versions": {"scipy": scipy.__version__, "numpy": np.__version__}}


def ks_p():
    cases = []
    sizes = [(1, 1), (1, 5), (2, 3), (7, 11), (11, 7), (8, 12), (50, 50), (49, 50), (20, 200), (300, 1000), (1000, 1000), (997, 1009),
             (1000, 10000), (10000, 10000), (9999, 10000)]
    for n, m in sizes:
        lcm = math.lcm(n, m)
        effective = n * m / (n + m)
        wanted = sorted({min(lcm, max(1, round(t / math.sqrt(effective) * lcm)))
                         for t in (0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.36, 1.63, 2, 3, 5)} | {1, lcm // 2, lcm} - {0})
        for k in wanted:
            if max(n, m) > 5000 and k > 6 / math.sqrt(effective) * lcm and k < lcm:
                continue
            p = exact(n, m, k)
            if p is not None:
                cases.append({"n": n, "m": m, "d": k / lcm, "p": p})
    for n, m in ((10001, 9999), (10001, 10001), (3, 20000), (40, 20000), (139, 50000), (141, 50000), (500, 20000), (2000, 30000),
                 (1000000, 1000000), (10000000, 10000000), (1234567, 7654321)):
        en = np.round(n * m / (n + m))
        for t in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.3581, 1.47, 1.5, 1.6276, 1.9, 1.99, 2.01, 2.5, 3, 4, 6, 8):
            d = t / math.sqrt(en)
            if d < 1:
                cases.append({"n": n, "m": m, "d": d, "p": float(stats.kstwo.sf(d, en))})
        for d in (0.5 / en, 0.7 / en, 1 / en, 0.4, 0.6, 1 - 0.5 / en, 1.0):
            cases.append({"n": n, "m": m, "d": d, "p": float(stats.kstwo.sf(d, en))})
    OUT["ks_p"] = cases


def exact(n, m, k):
    """The p-value that ks_2samp gives samples of these sizes whose D is k/lcm."""
    from scipy.stats import _stats_py
    ok, d, p = _stats_py._attempt_exact_2kssamp(n, m, math.gcd(n, m), k / math.lcm(n, m), "two-sided")
    if not ok:
        print('scipy has no exact p for', n, m, d, p)
        return None
    return float(min(1, max(0, p)))


def sample_cases():
    normal = RANDOM.normal
    pairs = [
        ([1.0], [2.0]),
        ([1.0, 2.0], [3.0]),
        ([0.5, 1.5, 1.5, 2.0], [1.5, 2.5, 3.0]),
        ([3.0, 3.0, 3.0, 3.0], [3.0, 3.0, 3.0]),
        (normal(0, 1, 7).round(6), normal(0.5, 1, 11).round(6)),
        (normal(0, 1, 8).round(6), normal(0, 1, 40).round(6)),
        (normal(0, 1, 9).round(6), normal(0, 2, 9).round(6)),
        (normal(0, 1, 20).round(5), normal(1, 1, 20).round(5)),
        (normal(0, 1, 20).round(1), normal(0.3, 1, 19).round(1)),
        (normal(0, 1, 21).round(5), normal(0, 1, 20).round(5)),
        (normal(0, 1, 50).round(5), normal(0, 1, 50).round(5)),
        (normal(1e6, 1, 60).round(5), normal(1e6, 1, 70).round(5)),
        (RANDOM.integers(0, 6, 120).astype(float), RANDOM.integers(1, 7, 90).astype(float)),
        (RANDOM.lognormal(0, 1.5, 300).round(4), RANDOM.lognormal(0.2, 1.5, 700).round(4)),
        (normal(0, 1, 400).round(3), normal(0.6, 1, 300).round(3)),
        (RANDOM.poisson(2, 500).astype(float), RANDOM.poisson(2, 400).astype(float)),
        (normal(0, 1, 30).round(5), normal(9, 1, 30).round(5)),
    ]
    cases = []
    for x, y in pairs:
        x, y = np.asarray(x), np.asarray(y)
        case = {"x": x.tolist(), "y": y.tolist()}
        ks = stats.ks_2samp(x, y)
        case["ks"] = [float(ks.statistic), float(ks.pvalue)]
        case["wasserstein"] = float(stats.wasserstein_distance(x, y))
        case["wasserstein_normed"] = float(stats.wasserstein_distance(x, y) / max(np.std(x), 0.001))
        case["energy"] = float(stats.energy_distance(x, y))
        mwu = stats.mannwhitneyu(x, y)
        case["mann_whitney"] = [float(mwu.statistic), float(mwu.pvalue)]
        if min(len(x), len(y)) > 1:
            cvm = stats.cramervonmises_2samp(x, y)
            case["cvm"] = [float(cvm.statistic), float(cvm.pvalue)]
            asymptotic = stats.cramervonmises_2samp(x, y, method="asymptotic")
            case["cvm_asymptotic"] = float(asymptotic.pvalue)
            t = stats.ttest_ind(x, y)
            welch = stats.ttest_ind(x, y, equal_var=False)
            if not math.isnan(t.statistic):
                case["t"] = [float(t.statistic), float(t.pvalue)]
                case["welch"] = [float(welch.statistic), float(welch.pvalue)]
        if len(set(x) | set(y)) > 1 and len(x) + len(y) > 3:
            ad = stats.anderson_ksamp([x, y])
            case["ad"] = [float(ad.statistic), float(ad.pvalue)]
        cases.append(case)
    OUT["samples"] = cases


def filled(shares):
    shares = shares.copy()
    least = shares[shares > 0].min()
    shares[shares == 0] = least / 1e6 if least <= 0.0001 else 0.0001
    return shares


def category_cases():
    pairs = [
        ([30, 70], [45, 55]),
        ([3, 0], [1, 2]),
        ([10, 20, 30], [11, 19, 33]),
        ([10, 0, 30, 5], [11, 19, 0, 0]),
        ([500, 300, 200, 50, 1], [600, 250, 140, 10, 0]),
        ([100000, 5, 0, 3], [90000, 1, 2, 0]),
        (RANDOM.multinomial(1000, np.ones(30) / 30).tolist(), RANDOM.multinomial(400, np.ones(30) / 30).tolist()),
        ([1000000000, 2000000000], [1000100000, 1999900000]),
    ]
    cases = []
    for r, c in pairs:
        table = np.array([r, c])
        table = table[:, table.sum(axis=0) > 0]
        chi = stats.chi2_contingency(table, correction=False)
        yates = stats.chi2_contingency(table)
        g = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood")
        p, q = np.array(r) / sum(r), np.array(c) / sum(c)
        n = table.sum()
        case = {
            "r": r, "c": c,
            "chi2": [float(chi.statistic), float(chi.pvalue)],
            "yates": [float(yates.statistic), float(yates.pvalue)],
            "g": [g_statistic(table), float(g.pvalue)],
            "cramers_v": float(stats.contingency.association(table, method="cramer", correction=False)),
            "cramers_v_deepchecks": deepchecks_v(r, c),
            "psi_evidently": float(np.sum((filled(p) - filled(q)) * np.log(filled(p) / filled(q)))),
            "psi_floor": float(np.sum((np.maximum(p, 1e-4) - np.maximum(q, 1e-4)) * np.log(np.maximum(p, 1e-4) / np.maximum(q, 1e-4)))),
            "psi_deepchecks": float(np.sum((np.maximum(p, .01) - np.maximum(q, .01)) * np.log(np.maximum(p, .01) / np.maximum(q, .01)))),
            "js_distance": float(distance.jensenshannon(p, q)),
            "js_distance_2": float(distance.jensenshannon(p, q, base=2)),
            "kl_evidently": float(stats.entropy(filled(p), filled(q))),
            "hellinger": float(np.linalg.norm(np.sqrt(p) - np.sqrt(q)) / math.sqrt(2)),
            "total_variation": float(np.abs(p - q).sum() / 2),
            "l_infinity": float(np.abs(p - q).max()),
        }
        cases.append(case)
    OUT["categories"] = cases


def g_statistic(table):
    """In 50 digits: of counts of 1e9 scipy keeps seven."""
    rows, columns, n = table.sum(axis=1), table.sum(axis=0), int(table.sum())
    return float(2 * sum(int(o) * mp.log(mpf(int(o)) * n / (int(rows[i]) * int(columns[k])))
                         for (i, k), o in np.ndenumerate(table) if o))


def deepchecks_v(r, c):
    """Its definition: the larger sample scaled down and rounded, W. Bergsma's correction, Yates with two categories."""
    r, c = np.array(r, dtype=float), np.array(c, dtype=float)
    size = min(r.sum(), c.sum())
    table = np.array([np.round(r * (size / r.sum())), np.round(c * (size / c.sum()))])
    table = table[:, table.sum(axis=0) > 0]
    n, k = table.sum(), table.shape[1]
    phi = max(0, stats.chi2_contingency(table).statistic / n - (k - 1) / (n - 1))
    return float(math.sqrt(phi / min(k - (k - 1) ** 2 / (n - 1) - 1, 1 - 1 / (n - 1))))


def limits():
    from scipy.stats._hypotests import _cdf_cvm_inf
    OUT["cvm_limit"] = [{"x": x, "cdf": float(_cdf_cvm_inf(np.asarray(x)))}
                        for x in (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.46136, 0.74346, 1.0, 1.5, 2.0)]


if __name__ == "__main__":
    for part in (ks_p, sample_cases, category_cases, limits):
        part()
    parts = []
    for name, value in OUT.items():
        text = json.dumps(value) if isinstance(value, dict) else "[\n" + ",\n".join(json.dumps(v, allow_nan=False) for v in value) + "\n]"
        parts.append(f"{json.dumps(name)}: {text}")
    with open(sys.argv[1] if len(sys.argv) > 1 else "reference.json", "w", encoding="utf-8", newline="") as file:
        file.write("{\n" + ",\n".join(parts) + "\n}\n")
