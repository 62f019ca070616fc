"""Trains four models on the breast cancer data of scikit-learn and makes the evidence a quality gate reads.

    python train.py models [--mlflow http://127.0.0.1:5000] [--k6 k6]

For every model OUT/<model>/ gets model.json, predictions.{csv,parquet} on one test set, and reports/:
classification_report.json, fairness.json, TEST-model.xml, coverage.xml, ruff.sarif, k6-summary.json (with --k6)
and mlflow-run.json (with --mlflow: a tracking server that is running). OUT/expected.json has the metrics of all;
OUT/train.csv and OUT/test.csv have the rows with their features.
"""

import argparse
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import numpy as np
import pandas as pd
from fairlearn.metrics import MetricFrame, count, equal_opportunity_difference, selection_rate, true_positive_rate
from scipy.stats import binomtest
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import (
    accuracy_score,
    brier_score_loss,
    classification_report,
    f1_score,
    log_loss,
    recall_score,
    roc_auc_score,
)
from sklearn.model_selection import train_test_split
from sklearn.naive_bayes import GaussianNB
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

HERE = Path(__file__).parent
NAMES = np.array(["benign", "malignant"])


def load():
    """Features, labels (1 = malignant) and a size band: thirds of the mean radius."""
    data = load_breast_cancer(as_frame=True)
    x, y = data.data, 1 - data.target.to_numpy()
    band = pd.qcut(x["mean radius"], 3, labels=["small", "medium", "large"]).astype(str).to_numpy()
    return x, y, band


def logistic(x, y, c=1.0):
    model = make_pipeline(StandardScaler(), LogisticRegression(C=c, max_iter=1000)).fit(x, y)
    scaler, regression = model[0], model[1]
    return model, {
        "kind": "logistic",
        "features": list(x.columns),
        "mean": scaler.mean_.tolist(),
        "scale": scaler.scale_.tolist(),
        "weights": regression.coef_[0].tolist(),
        "intercept": float(regression.intercept_[0]),
    }


def naive_bayes(x, y):
    model = GaussianNB().fit(x, y)
    return model, {
        "kind": "naive_bayes",
        "features": list(x.columns),
        "prior": model.class_prior_.tolist(),
        "means": model.theta_.tolist(),
        "variances": model.var_.tolist(),
    }


def models(x, y):
    """The champion is in use today; overconfident is good, but sure of its errors; weak has two poor features."""
    few = x.sample(80, random_state=1).index
    three = ["mean radius", "mean texture", "mean smoothness"]
    position = x.index.get_indexer(few)
    return {
        "champion": logistic(x.loc[few, three], y[position]),
        "candidate": logistic(x, y),
        "overconfident": naive_bayes(x, y),
        "weak": logistic(x[["mean smoothness", "mean fractal dimension"]], y),
    }


def calibration_error(y, score, bins=10):
    index = np.minimum(np.floor(score * bins).astype(int), bins - 1)
    return float(
        sum(
            (index == b).mean() * abs(y[index == b].mean() - score[index == b].mean())
            for b in range(bins)
            if (index == b).any()
        )
    )


def metrics(y, score, band):
    prediction = (score >= 0.5).astype(int)
    frame = MetricFrame(
        metrics={
            "accuracy": accuracy_score,
            "true_positive_rate": true_positive_rate,
            "selection_rate": selection_rate,
            "count": count,
        },
        y_true=y,
        y_pred=prediction,
        sensitive_features={"size_band": band},
    )
    return {
        "rows": len(y),
        "accuracy": float(accuracy_score(y, prediction)),
        "f1": float(f1_score(y, prediction)),
        "recall": float(recall_score(y, prediction)),
        "roc_auc": float(roc_auc_score(y, score)),
        "log_loss": float(log_loss(y, score)),
        "brier_score": float(brier_score_loss(y, score)),
        "ece_10": calibration_error(y, score),
        "accuracy_difference_size_band": float(frame.difference()["accuracy"]),
        "equal_opportunity_difference_size_band": float(
            equal_opportunity_difference(y, prediction, sensitive_features=band)
        ),
    }, frame


def compare(right, champion_right):
    """McNemar's exact test on the rows where one is right and the other wrong."""
    only, only_champion = int((right & ~champion_right).sum()), int((~right & champion_right).sum())
    p = binomtest(only, only + only_champion).pvalue if only + only_champion else 1.0
    return {"only_this_right": only, "only_champion_right": only_champion, "mcnemar_exact_p": float(p)}


def dump(path, value):
    path.write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")


def table(x, y, band):
    """All that is known of some rows."""
    known = pd.DataFrame({"id": x.index + 1, "label": NAMES[y], "size_band": band}, index=x.index)
    return pd.concat([known, x], axis=1).sort_values("id")


def test_rows(x, y):
    """Rows for the model tests: four of each class by the clearest features, and some typical ones."""
    order = (x["worst radius"] * x["worst concave points"]).sort_values()
    rows = {
        "clearly benign": [x.loc[i].to_dict() for i in order.index if y[x.index.get_loc(i)] == 0][:4],
        "clearly malignant": [x.loc[i].to_dict() for i in reversed(order.index) if y[x.index.get_loc(i)] == 1][:4],
        "typical": [r.to_dict() for _, r in x.sample(10, random_state=2).iterrows()],
    }
    dump(HERE / "tests" / "rows.json", rows)


def run_tests(folder):
    """pytest under coverage, and ruff over the code of this example."""
    reports = folder / "reports"
    environment = {**os.environ, "MODEL_DIR": str(folder), "COVERAGE_FILE": str(folder / ".coverage")}
    tests = ["-m", "coverage", "run", "-m", "pytest", f"--junitxml={reports / 'TEST-model.xml'}"]
    subprocess.run([sys.executable, *tests], cwd=HERE, env=environment, check=False)
    report = ["-m", "coverage", "xml", "-q", "-o", str(reports / "coverage.xml")]
    subprocess.run([sys.executable, *report], cwd=HERE, env=environment, check=True)
    (folder / ".coverage").unlink()
    ruff = ["ruff", "check", "--no-cache", "--output-format", "sarif", "-o", str(reports / "ruff.sarif"), "."]
    subprocess.run([sys.executable, "-m", *ruff], cwd=HERE, check=False)


def load_test(folder, k6):
    """A real k6 run against the service on loopback."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    service = subprocess.Popen([sys.executable, "-m", "scorer.serve", str(folder / "model.json"), str(port)], cwd=HERE)
    try:
        url = f"http://127.0.0.1:{port}"
        for _ in range(100):
            try:
                urllib.request.urlopen(url + "/health", timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        summary = folder / "reports" / "k6-summary.json"
        variables = {"URL": url, "ROWS": HERE / "tests" / "rows.json", "SUMMARY": summary}
        options = [o for name, value in variables.items() for o in ("-e", f"{name}={value}")]
        subprocess.run([k6, "run", "-q", "--no-usage-report", *options, "load/load.js"], cwd=HERE, check=False)
    finally:
        service.terminate()
        service.wait()


def log_run(folder, name, description, values, server):
    """Logs a run to the tracking server and keeps the server's answer to runs/get."""
    import mlflow

    mlflow.set_tracking_uri(server)
    mlflow.set_experiment("breast-cancer")
    with mlflow.start_run(run_name=name, tags={"model": name}) as run:
        mlflow.log_params({"kind": description["kind"], "features": len(description["features"])})
        mlflow.log_metrics(values)
    url = f"{server}/api/2.0/mlflow/runs/get?run_id={run.info.run_id}"
    with urllib.request.urlopen(url, timeout=30) as answer:
        (folder / "reports" / "mlflow-run.json").write_bytes(answer.read() + b"\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--mlflow")
    parser.add_argument("--k6")
    options = parser.parse_args()
    x, y, band = load()
    x_train, x_test, y_train, y_test, band_train, band_test = train_test_split(
        x, y, band, test_size=0.5, random_state=20, stratify=y
    )
    options.out.mkdir(parents=True, exist_ok=True)
    table(x_train, y_train, band_train).to_csv(options.out / "train.csv", index=False)
    table(x_test, y_test, band_test).to_csv(options.out / "test.csv", index=False)
    test_rows(x_test, y_test)
    expected, right = {}, {}
    for name, (model, description) in models(x_train, y_train).items():
        folder = options.out.absolute() / name
        (folder / "reports").mkdir(parents=True, exist_ok=True)
        score = model.predict_proba(x_test[description["features"]])[:, 1]
        values, frame = metrics(y_test, score, band_test)
        expected[name] = dict(values)
        right[name] = (score >= 0.5) == y_test
        expected[name]["against_champion"] = compare(right[name], right["champion"])
        dump(folder / "model.json", description)
        predictions = pd.DataFrame(
            {
                "id": x_test.index + 1,
                "label": NAMES[y_test],
                "prediction": NAMES[(score >= 0.5).astype(int)],
                "score": score,
                "size_band": band_test,
            }
        ).sort_values("id")
        predictions.to_csv(folder / "predictions.csv", index=False)
        predictions.to_parquet(folder / "predictions.parquet", index=False)
        report = classification_report(NAMES[y_test], predictions_of(predictions, x_test), output_dict=True)
        dump(folder / "reports" / "classification_report.json", report)
        dump(
            folder / "reports" / "fairness.json",
            {"overall": frame.overall.to_dict(), "by_group": frame.by_group.to_dict(orient="index")},
        )
        run_tests(folder)
        if options.k6:
            load_test(folder, options.k6)
        if options.mlflow:
            log_run(folder, name, description, values, options.mlflow)
    dump(options.out / "expected.json", expected)


def predictions_of(predictions, x_test):
    return predictions.set_index("id").loc[x_test.index + 1, "prediction"].to_numpy()


if __name__ == "__main__":
    main()
