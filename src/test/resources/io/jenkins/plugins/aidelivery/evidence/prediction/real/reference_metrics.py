"""Reference values for the prediction files, computed by scikit-learn and fairlearn.

Everything here is a thin layer over the two libraries, except the expected calibration error,
which neither has (see `expected_calibration_error` for the definition).

A value that is not defined for the data (for example ROC AUC when only one class is present) is
written as JSON null; the names of such values are listed under "undefined" of the same object.
"""

import math
import warnings

import numpy as np
from fairlearn import metrics as fl
from sklearn import metrics as sk

BINS = (10, 15)


def number(value):
    """A JSON number with the shortest text that reads back as the same double, or None."""
    value = float(value)
    return value if math.isfinite(value) else None


def attempt(function):
    """The function's value, or None where scikit-learn raises or gives NaN."""
    try:
        return number(function())
    except (ValueError, ZeroDivisionError, IndexError):
        return None


def expected_calibration_error(outcome, score, weight, bins):
    """ECE of a probability against a 0/1 outcome, with equal-width bins.

    bin(score) = min(floor(score * bins), bins - 1), in double arithmetic: [0, 1/bins), ...,
    the last one closed. ECE = sum over non-empty bins of
    (weight of the bin / weight of all) * |mean(outcome) - mean(score)|, both means weighted.
    """
    index = np.minimum(np.floor(score * bins).astype(int), bins - 1)
    total = weight.sum()
    error = 0.0
    for b in range(bins):
        w = weight[index == b]
        if w.sum() > 0:
            mean_outcome = (outcome[index == b] * w).sum() / w.sum()
            mean_score = (score[index == b] * w).sum() / w.sum()
            error += w.sum() / total * abs(mean_outcome - mean_score)
    return error


def class_metrics(label, prediction, classes, weight):
    """The metrics that need only labels and predicted labels."""
    out = {
        "accuracy": attempt(lambda: sk.accuracy_score(label, prediction, sample_weight=weight)),
        "balanced_accuracy": attempt(lambda: sk.balanced_accuracy_score(label, prediction, sample_weight=weight)),
        "matthews_correlation": attempt(lambda: sk.matthews_corrcoef(label, prediction, sample_weight=weight)),
        "cohen_kappa": attempt(lambda: sk.cohen_kappa_score(label, prediction, sample_weight=weight)),
    }
    for average in ("macro", "micro", "weighted"):
        p, r, f, _ = sk.precision_recall_fscore_support(
            label, prediction, labels=classes, average=average, sample_weight=weight, zero_division=0)
        out[average] = {"precision": number(p), "recall": number(r), "f1": number(f)}
    p, r, f, s = sk.precision_recall_fscore_support(
        label, prediction, labels=classes, average=None, sample_weight=weight, zero_division=0)
    out["per_class"] = [
        {"class": c, "precision": number(p[i]), "recall": number(r[i]), "f1": number(f[i]), "support": number(s[i])}
        for i, c in enumerate(classes)]
    matrix = sk.confusion_matrix(label, prediction, labels=classes, sample_weight=weight)
    out["confusion_matrix"] = {"classes": classes, "rows_are_labels": [[number(v) for v in row] for row in matrix]}
    return out


def binary_metrics(label, prediction, score, positive, negative, weight):
    """Metrics of a two-class problem. `score` is P(positive) or None."""
    out = class_metrics(label, prediction, [negative, positive], weight)
    p, r, f, _ = sk.precision_recall_fscore_support(
        label, prediction, labels=[positive], average=None, sample_weight=weight, zero_division=0)
    out["positive"] = {"precision": number(p[0]), "recall": number(r[0]), "f1": number(f[0])}
    if score is not None:
        y = (label == positive).astype(int)
        w = np.ones(len(y)) if weight is None else weight
        two_classes = len(set(y[w > 0])) == 2
        out["scores"] = {
            "n": len(y),
            "roc_auc": attempt(lambda: sk.roc_auc_score(y, score, sample_weight=weight)) if two_classes else None,
            "average_precision": attempt(lambda: sk.average_precision_score(y, score, sample_weight=weight))
            if (y * w).sum() > 0 else None,
            "log_loss": attempt(lambda: sk.log_loss(y, score, labels=[0, 1], sample_weight=weight)),
            "brier_score": attempt(lambda: sk.brier_score_loss(y, score, labels=[0, 1], pos_label=1, sample_weight=weight)),
        }
        for bins in BINS:
            out["scores"][f"ece_{bins}"] = number(expected_calibration_error(y, score, w, bins))
    return out


def multiclass_metrics(label, prediction, probabilities, classes, weight):
    """Metrics of a problem with three or more classes; `probabilities` has one column per class."""
    out = class_metrics(label, prediction, classes, weight)
    w = np.ones(len(label)) if weight is None else weight
    brier = sk.brier_score_loss(label, probabilities, labels=classes, sample_weight=weight, scale_by_half=False)
    top = np.asarray(classes, dtype=object)[probabilities.argmax(axis=1)]
    confidence = probabilities.max(axis=1)
    out["scores"] = {"n": len(label)}
    for scheme in ("ovr", "ovo"):
        for average in ("macro", "weighted"):
            # scikit-learn refuses sample_weight with one-vs-one: null there
            out["scores"][f"roc_auc_{scheme}_{average}"] = attempt(lambda: sk.roc_auc_score(
                label, probabilities, labels=classes, multi_class=scheme, average=average, sample_weight=weight))
    one_hot = (np.asarray(label)[:, None] == np.asarray(classes, dtype=object)[None, :]).astype(int)
    for average in ("macro", "weighted", "micro"):
        out["scores"][f"average_precision_{average}"] = attempt(lambda: sk.average_precision_score(
            one_hot, probabilities, average=average, sample_weight=weight))
    out["scores"]["log_loss"] = attempt(lambda: sk.log_loss(label, probabilities, labels=classes, sample_weight=weight))
    out["scores"]["brier_score"] = number(brier)           # sum over classes, range 0..2: scikit-learn's default
    out["scores"]["brier_score_halved"] = number(brier / 2)  # range 0..1, comparable with the binary score
    for bins in BINS:  # top-label calibration: confidence of the most probable class against its being right
        out["scores"][f"ece_top_label_{bins}"] = number(expected_calibration_error(
            (top == np.asarray(label)).astype(int), confidence, w, bins))
    return out


def regression_metrics(label, prediction, weight):
    kw = {"sample_weight": weight}
    return {
        "mse": number(sk.mean_squared_error(label, prediction, **kw)),
        "rmse": number(sk.root_mean_squared_error(label, prediction, **kw)),
        "mae": number(sk.mean_absolute_error(label, prediction, **kw)),
        "mape": number(sk.mean_absolute_percentage_error(label, prediction, **kw)),
        "r2": number(sk.r2_score(label, prediction, **kw)),
        "median_absolute_error": number(sk.median_absolute_error(label, prediction, **kw)),
        "max_error": number(sk.max_error(label, prediction)),
        "explained_variance": number(sk.explained_variance_score(label, prediction, **kw)),
        "mean_error": number(np.average(np.asarray(prediction) - np.asarray(label), weights=weight)),
    }


def _frame_out(frame, groups):
    """A MetricFrame as plain JSON: overall, one entry per group, differences and ratios."""
    columns = list(groups.columns)
    by_group = []
    for key, row in frame.by_group.iterrows():
        key = key if isinstance(key, tuple) else (key,)
        by_group.append({"group": dict(zip(columns, key)), **{name: number(v) for name, v in row.items()}})

    def plain(series):
        return {name: number(v) for name, v in series.items()}

    return {
        "overall": plain(frame.overall),
        "by_group": by_group,
        "difference_between_groups": plain(frame.difference(method="between_groups")),
        "difference_to_overall": plain(frame.difference(method="to_overall")),
        "ratio_between_groups": plain(frame.ratio(method="between_groups")),
        "ratio_to_overall": plain(frame.ratio(method="to_overall")),
    }


def binary_fairness(y, y_hat, groups, weight):
    """fairlearn on 0/1 labels; `groups` is a frame of one or more sensitive columns."""
    functions = {
        "accuracy": sk.accuracy_score,
        "selection_rate": fl.selection_rate,
        "true_positive_rate": fl.true_positive_rate,
        "false_positive_rate": fl.false_positive_rate,
        "precision": lambda a, b, sample_weight=None: sk.precision_score(a, b, sample_weight=sample_weight, zero_division=0),
        "recall": lambda a, b, sample_weight=None: sk.recall_score(a, b, sample_weight=sample_weight, zero_division=0),
    }
    params = {} if weight is None else {name: {"sample_weight": weight} for name in functions}
    functions["count"] = fl.count
    frame = fl.MetricFrame(metrics=functions, y_true=y, y_pred=y_hat, sensitive_features=groups, sample_params=params)
    out = _frame_out(frame, groups)
    out["criteria"] = {}
    for name in ("demographic_parity", "equalized_odds", "equal_opportunity"):
        for kind in ("difference", "ratio"):
            function = getattr(fl, f"{name}_{kind}")
            for method in ("between_groups", "to_overall"):
                out["criteria"][f"{name}_{kind}_{method}"] = number(function(
                    y, y_hat, sensitive_features=groups, method=method, sample_weight=weight))
    for kind in ("difference", "ratio"):
        out["criteria"][f"equalized_odds_{kind}_between_groups_mean"] = number(
            getattr(fl, f"equalized_odds_{kind}")(y, y_hat, sensitive_features=groups, agg="mean", sample_weight=weight))
    return out


def regression_fairness(label, prediction, groups, weight):
    functions = {
        "mae": sk.mean_absolute_error,
        "mse": sk.mean_squared_error,
        "mean_prediction": fl.mean_prediction,
    }
    params = {} if weight is None else {name: {"sample_weight": weight} for name in functions}
    functions["count"] = fl.count
    frame = fl.MetricFrame(metrics=functions, y_true=label, y_pred=prediction, sensitive_features=groups, sample_params=params)
    return _frame_out(frame, groups)


def list_undefined(value):
    """Adds "undefined": [names] to every object that has null numbers."""
    if isinstance(value, list):
        for item in value:
            list_undefined(item)
    elif isinstance(value, dict):
        for item in list(value.values()):
            list_undefined(item)
        missing = [k for k, v in value.items() if v is None and k != "weighted"]
        if missing:
            value["undefined"] = missing
    return value


# scikit-learn warns wherever a metric is undefined or a class is absent; the edge cases are about just that
warnings.filterwarnings("ignore", module="sklearn")
warnings.filterwarnings("ignore", module="fairlearn")
