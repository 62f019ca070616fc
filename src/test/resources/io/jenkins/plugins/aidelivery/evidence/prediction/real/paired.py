"""Writes a version before of binary.csv and of diabetes.csv, and what their comparison with these gives.

    python paired.py        (versions: requirements.txt, statsmodels)

Standard errors of metrics are infinitesimal jackknife ones: the metric's derivative by each row's weight, by scikit-learn
with that weight moved a little; an independent way to what the delta method gives.
"""

import json
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats
from sklearn import metrics as sk
from statsmodels.stats.contingency_tables import mcnemar

HERE = Path(__file__).parent
r = np.random.default_rng(5)


def jackknife(metric, rows, weight):
    """Standard error of metric(weight) by moving the weight of one row at a time."""
    squares = 0.0
    for i in range(rows):
        step = np.zeros(rows)
        step[i] = 1e-4 * weight[i]
        slope = (metric(weight + step) - metric(weight - step)) / (2 * step[i]) if weight[i] > 0 else 0
        squares += (weight[i] * slope) ** 2
    return squares ** 0.5


def placements(y, score, w):
    """Of each row: weighted share of the other class on the right side, ties one half."""
    pos, neg = y == 1, y == 0
    out = np.zeros(len(y))
    for i in range(len(y)):
        other = neg if y[i] else pos
        below = (w * other * (score < score[i])).sum() if y[i] else (w * other * (score > score[i])).sum()
        out[i] = (below + 0.5 * (w * other * (score == score[i])).sum()) / (w * other).sum()
    return out


def mean_error(values, w):
    n, mean = len(values), np.average(values, weights=w)
    return mean, (n / (n - 1) * (w ** 2 * (values - mean) ** 2).sum()) ** 0.5 / w.sum()


def t_test(difference, w):
    mean, error = mean_error(difference, w)
    return {"difference": mean, "standard_error": error, "p": 2 * stats.t.sf(abs(mean / error), len(difference) - 1)}


def compare_metric(metric, y, a, b, w):
    def gap(weight):
        return metric(y, a, sample_weight=weight) - metric(y, b, sample_weight=weight)
    difference, error = gap(w), jackknife(gap, len(y), w)
    return {"baseline": metric(y, b, sample_weight=w), "difference": difference, "standard_error": error,
            "p": 2 * stats.norm.sf(abs(difference / error))}


def classification(candidate, before, w):
    y, a, b = candidate["label"].to_numpy(), candidate["prediction"].to_numpy(), before["prediction"].to_numpy()
    out = {name: compare_metric(metric, y, a, b, w) for name, metric in (
        ("accuracy", sk.accuracy_score), ("precision", sk.precision_score), ("recall", sk.recall_score), ("f1", sk.f1_score),
        ("balanced_accuracy", sk.balanced_accuracy_score), ("mcc", sk.matthews_corrcoef), ("cohen_kappa", sk.cohen_kappa_score),
        ("f1_weighted", lambda *x, **k: sk.f1_score(*x, average="weighted", **k)),
        ("f1_macro", lambda *x, **k: sk.f1_score(*x, average="macro", **k)))}
    only_a, only_b = int(((a == y) & (b != y)).sum()), int(((a != y) & (b == y)).sum())
    out["mcnemar"] = {"only_candidate": only_a, "only_baseline": only_b, "p": float(mcnemar(
        [[0, only_a], [only_b, 0]], exact=only_a + only_b < 25, correction=False).pvalue)}
    s, t = candidate["score"].to_numpy(), before["score"].to_numpy()
    v, u = placements(y, s, w), placements(y, t, w)
    parts = [mean_error((v - u)[y == k], w[y == k])[1] for k in (0, 1)]
    error = np.hypot(*parts)
    gap = sk.roc_auc_score(y, s, sample_weight=w) - sk.roc_auc_score(y, t, sample_weight=w)
    out["roc_auc"] = {"baseline": sk.roc_auc_score(y, t, sample_weight=w), "difference": gap, "standard_error": error,
                      "p": 2 * stats.norm.sf(abs(gap / error))}
    loss = lambda p: -np.where(y == 1, np.log(p), np.log(1 - p))
    out["log_loss"] = {"baseline": sk.log_loss(y, t, sample_weight=w), **t_test(loss(s) - loss(t), w)}
    out["brier"] = {"baseline": sk.brier_score_loss(y, t, sample_weight=w), **t_test((s - y) ** 2 - (t - y) ** 2, w)}
    return out


def regression(candidate, before, w):
    y, a, b = (f.to_numpy() for f in (candidate["label"], candidate["prediction"], before["prediction"]))
    rmse = lambda p, weight: np.average((p - y) ** 2, weights=weight) ** 0.5
    n = len(y)
    error = jackknife(lambda weight: rmse(a, weight) - rmse(b, weight), n, w) * (n / (n - 1)) ** 0.5
    gap = rmse(a, w) - rmse(b, w)
    return {"mae": {"baseline": sk.mean_absolute_error(y, b, sample_weight=w), **t_test(abs(a - y) - abs(b - y), w)},
            "mse": {"baseline": sk.mean_squared_error(y, b, sample_weight=w), **t_test((a - y) ** 2 - (b - y) ** 2, w)},
            "rmse": {"baseline": rmse(b, w), "difference": gap, "standard_error": error,
                     "p": 2 * stats.t.sf(abs(gap / error), n - 1)}}


def main():
    binary = pd.read_csv(HERE / "binary.csv")
    before = binary.sample(frac=1, random_state=3).reset_index(drop=True)[["id", "label", "prediction", "score"]]
    before["score"] = np.round(np.clip(0.7 * before["score"] + 0.3 * r.random(len(before)), 0.001, 0.999), 3)
    before["prediction"] = (before["score"] >= 0.5).astype(int)
    before.assign(weight=1.0).to_csv(HERE / "paired-binary-before.csv", index=False)
    diabetes = pd.read_csv(HERE / "diabetes.csv")
    older = diabetes[["id", "label", "prediction"]].copy()
    older["prediction"] = np.round(older["prediction"] + 12 * r.normal(size=len(older)), 3)
    older.assign(weight=1.0).to_csv(HERE / "paired-diabetes-before.csv", index=False)
    out = {}
    for name, frame, other, compare in (("binary", binary, before, classification), ("diabetes", diabetes, older, regression)):
        matched = frame[["id"]].merge(other, on="id")
        out[name] = {"unweighted": compare(frame, matched, np.ones(len(frame))),
                     "weighted": compare(frame, matched, frame["weight"].to_numpy())}
    (HERE / "paired.expected-comparison.json").write_text(json.dumps(out, indent=1, default=float) + "\n")


main()
