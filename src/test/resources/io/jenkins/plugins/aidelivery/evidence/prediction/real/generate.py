"""Writes the prediction files of this folder and, beside each, the values scikit-learn and fairlearn give for it.

    python generate.py [folder]        (versions: requirements.txt)

Data: the sets shipped inside scikit-learn (breast_cancer, wine, digits, diabetes). Models: scikit-learn's,
fitted here, with out-of-fold predictions. Everything is seeded; another machine may differ in the last digits
of a score, which is why the files are kept and not made anew in a build.

For every `<name>` there is `<name>.expected.json`, whose "files" lists the files holding exactly those rows.
"""

import gzip
import json
import math
import sys
from pathlib import Path

import fairlearn
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import scipy
import sklearn
from sklearn.datasets import load_breast_cancer, load_diabetes, load_digits, load_wine
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.model_selection import KFold, StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

import reference_metrics as ref

OUT = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
VERSIONS = {"scikit-learn": sklearn.__version__, "fairlearn": fairlearn.__version__, "numpy": np.__version__,
            "scipy": scipy.__version__, "pandas": pd.__version__, "pyarrow": pa.__version__}


# ---------------------------------------------------------------- groups and weights made from features

def bands(values, names):
    """Equal-count bands of a feature (ties broken by row order)."""
    rank = pd.Series(values).rank(method="first").to_numpy() - 1
    return [names[int(r * len(names) // len(values))] for r in rank]


def sites(values, names=("north", "south", "west")):
    """A site that has nothing to do with the label: from the third decimal of a feature."""
    return [names[int(round(v * 1000)) % len(names)] for v in values]


def weights(values):
    """Row weights between 0.25 and 1.75 from a feature's rank."""
    rank = pd.Series(values).rank(method="first").to_numpy() - 1
    return np.round(0.25 + 1.5 * rank / (len(values) - 1), 4)


# ---------------------------------------------------------------- data sets and models

def binary_frame():
    data = load_breast_cancer(as_frame=True)
    x, y = data.data, 1 - data.target.to_numpy()  # scikit-learn codes malignant as 0; here 1 = malignant
    model = make_pipeline(StandardScaler(), LogisticRegression())
    features = ["mean texture", "mean smoothness", "mean symmetry", "fractal dimension error"]
    folds = StratifiedKFold(5, shuffle=True, random_state=11)
    score = cross_val_predict(model, x[features], y, cv=folds, method="predict_proba")[:, 1]
    return pd.DataFrame({
        "id": np.arange(1, len(y) + 1),
        "label": y,
        "prediction": (score >= 0.5).astype(int),
        "score": score,
        "weight": weights(x["mean fractal dimension"]),
        "age_band": bands(x["mean compactness"], ["18-39", "40-59", "60-74", "75+"]),
        "site": sites(x["mean concavity"]),
    })


def multiclass_frame(data, features, names, model, folds, keep=None):
    x = data.data.iloc[:, features] if features else data.data
    y = np.asarray(names, dtype=object)[data.target.to_numpy()]
    probability = cross_val_predict(model, x, y.astype(str), cv=folds, method="predict_proba")
    classes = sorted(names)
    frame = pd.DataFrame({"id": np.arange(1, len(y) + 1), "label": y,
                          "prediction": np.asarray(classes, dtype=object)[probability.argmax(axis=1)]})
    for i, c in enumerate(classes):
        frame[f"score_{c}"] = probability[:, i]
    frame["weight"] = weights(data.data.iloc[:, :8].sum(axis=1).to_numpy())
    frame["site"] = sites(data.data.iloc[:, :8].sum(axis=1).to_numpy() * 0.007)
    return (frame if keep is None else frame.iloc[keep].reset_index(drop=True)), classes


def wine_frame():
    return multiclass_frame(load_wine(as_frame=True), [0, 2, 4], ["barolo", "grignolino", "barbera"], make_pipeline(
        StandardScaler(), LogisticRegression()), StratifiedKFold(5, shuffle=True, random_state=12))


def digits_frame():
    names = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=500, C=0.01))
    return multiclass_frame(load_digits(as_frame=True), list(range(8, 40)), names, model,
                            StratifiedKFold(5, shuffle=True, random_state=13), keep=slice(0, 1797, 16))


def regression_frame():
    data = load_diabetes(as_frame=True, scaled=False)
    x, y = data.data, data.target.to_numpy()
    prediction = cross_val_predict(make_pipeline(StandardScaler(), Ridge(1.0)), x, y,
                                   cv=KFold(5, shuffle=True, random_state=14))
    return pd.DataFrame({
        "id": np.arange(1, len(y) + 1),
        "label": y,
        "prediction": prediction,
        "weight": weights(x["bmi"]),
        "age_band": bands(x["age"], ["young", "middle", "old"]),
        "sex": ["a" if s == 1 else "b" for s in x["sex"]],
    })


# ---------------------------------------------------------------- writing

def records(frame):
    """Rows as plain Python values; missing values (pandas NA/None) as None, NaN as NaN."""
    rows = []
    for row in frame.astype(object).to_dict("records"):
        rows.append({k: (None if v is None or v is pd.NA else v.item() if isinstance(v, np.generic) else v)
                     for k, v in row.items()})
    return rows


def cell(value):
    """A CSV cell: null is the empty text, NaN is NaN, a double is its shortest exact text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return "NaN" if math.isnan(value) else repr(value)
    text = str(value)
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',;"\r\n') else text


def csv_text(frame, separator=",", end="\n"):
    lines = [separator.join(cell(c) for c in frame.columns)]
    lines += [separator.join(cell(v) for v in row.values()) for row in records(frame)]
    return end.join(lines) + end


def write_csv(frame, name):
    (OUT / f"{name}.csv").write_text(csv_text(frame), encoding="utf-8", newline="")
    return f"{name}.csv"


def write_jsonl(frame, name):
    lines = [json.dumps(row, ensure_ascii=False) for row in records(frame)]
    (OUT / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="")
    return f"{name}.jsonl"


def arrow_table(frame):
    """An Arrow table that keeps null and NaN apart."""
    rows = records(frame)
    return pa.table({c: pa.array([r[c] for r in rows], from_pandas=False) for c in frame.columns})


def write_parquet(frame, name, **options):
    pq.write_table(arrow_table(frame), OUT / f"{name}.parquet", **{"compression": "snappy", **options})
    return f"{name}.parquet"


def write_all(frame, name):
    return [write_csv(frame, name), write_jsonl(frame, name), write_parquet(frame, name)]


def write_one(frame, name):
    return [write_csv(frame, name)]


def write_expected(name, files, content):
    content = {"name": name, "files": files, "versions": VERSIONS, **content}
    if not content.get("groups"):
        content.pop("fairness", None)
    text = lines(ref.list_undefined(content))
    (OUT / f"{name}.expected.json").write_text(text + "\n", encoding="utf-8")


def lines(value, indent=0):
    """JSON with every object and list of plain values on one line."""
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    if len(text) < 150 or not any(isinstance(c, (dict, list)) for c in children):
        return text
    pad, end = " " * (indent + 1), "\n" + " " * indent
    if isinstance(value, list):
        return "[\n" + ",\n".join(pad + lines(v, indent + 1) for v in value) + end + "]"
    return "{\n" + ",\n".join(f"{pad}{json.dumps(k, ensure_ascii=False)}: {lines(v, indent + 1)}" for k, v in value.items()) + end + "}"


# ---------------------------------------------------------------- expected values

def present(values):
    return np.array([not (v is None or v is pd.NA or (isinstance(v, float) and math.isnan(v))) for v in values], dtype=bool)


def binary_expected(frame, positive, negative, groups, columns=None, combined=False, **about):
    """Rows without a label are left out of everything; rows without a finite score only of "scores"."""
    c = {"label": "label", "prediction": "prediction", "score": "score", "weight": "weight", **(columns or {})}
    labelled = frame[present(frame[c["label"]])].reset_index(drop=True)
    label = np.array([str(v) for v in labelled[c["label"]]])
    prediction = np.array([str(v) for v in labelled[c["prediction"]]])
    pos, neg = str(positive), str(negative)
    y, y_hat = (label == pos).astype(int), (prediction == pos).astype(int)
    has_score = c["score"] in frame.columns
    scored = present(labelled[c["score"]]) if has_score else np.zeros(len(labelled), dtype=bool)
    score = labelled[c["score"]].to_numpy()[scored].astype(float) if has_score else None

    def block(weight):
        out = ref.binary_metrics(label, prediction, None, pos, neg, weight)
        if has_score:
            w = None if weight is None else weight[scored]
            out["scores"] = ref.binary_metrics(label[scored], prediction[scored], score, pos, neg, w)["scores"]
        return out

    def fairness(weight):
        out = {g: ref.binary_fairness(y, y_hat, labelled[[g]], weight) for g in groups}
        if combined:
            out[" x ".join(groups)] = ref.binary_fairness(y, y_hat, labelled[groups], weight)
        return out

    weight = labelled[c["weight"]].to_numpy().astype(float) if c["weight"] in frame.columns else None
    return {
        "task": "binary", **about, "columns": c, "positive": positive, "negative": negative, "groups": groups,
        "rows": len(frame), "rows_labelled": len(labelled), "rows_scored": int(scored.sum()),
        "unweighted": block(None), "weighted": None if weight is None else block(weight),
        "fairness": {"unweighted": fairness(None), "weighted": None if weight is None else fairness(weight)},
    }


def multiclass_expected(frame, classes, **about):
    label, prediction = frame["label"].to_numpy(dtype=str), frame["prediction"].to_numpy(dtype=str)
    probability = frame[[f"score_{c}" for c in classes]].to_numpy(dtype=float)
    weight = frame["weight"].to_numpy()
    return {"task": "multiclass", **about, "classes": classes, "rows": len(frame),
            "unweighted": ref.multiclass_metrics(label, prediction, probability, classes, None),
            "weighted": ref.multiclass_metrics(label, prediction, probability, classes, weight)}


def regression_expected(frame, groups, **about):
    label, prediction = frame["label"].to_numpy(dtype=float), frame["prediction"].to_numpy(dtype=float)
    weight = frame["weight"].to_numpy() if "weight" in frame else None

    def fairness(w):
        return {g: ref.regression_fairness(label, prediction, frame[[g]], w) for g in groups}

    return {"task": "regression", **about, "rows": len(frame), "groups": groups,
            "unweighted": ref.regression_metrics(label, prediction, None),
            "weighted": None if weight is None else ref.regression_metrics(label, prediction, weight),
            "fairness": {"unweighted": fairness(None), "weighted": None if weight is None else fairness(weight)}}


# ---------------------------------------------------------------- main files

def main_files():
    binary = binary_frame()
    files = write_all(binary, "binary")
    with open(OUT / "binary.csv.gz", "wb") as raw, gzip.GzipFile("", "wb", mtime=0, fileobj=raw) as packed:
        packed.write(csv_text(binary).encode("utf-8"))
    files.append("binary.csv.gz")
    binary.to_parquet(OUT / "binary-pandas.parquet", index=False)
    files.append("binary-pandas.parquet")
    write_expected("binary", files, binary_expected(binary, 1, 0, ["age_band", "site"], combined=True, data="breast_cancer"))

    named = binary.head(200)
    named = named.assign(label=np.where(named["label"] == 1, "malignant", "benign"),
                         prediction=np.where(named["prediction"] == 1, "malignant", "benign"))
    write_expected("binary-named", [write_csv(named, "binary-named"), write_parquet(named, "binary-named")],
                   binary_expected(named, "malignant", "benign", ["age_band", "site"], data="breast_cancer"))

    wine, classes = wine_frame()
    write_expected("wine", write_all(wine, "wine"), multiclass_expected(wine, classes, data="wine"))
    digits, classes = digits_frame()
    write_expected("digits", write_all(digits, "digits"), multiclass_expected(
        digits, classes, data="digits, every sixteenth row"))
    diabetes = regression_frame()
    write_expected("diabetes", write_all(diabetes, "diabetes"),
                   regression_expected(diabetes, ["age_band", "sex"], data="diabetes"))
    return binary, diabetes


# ---------------------------------------------------------------- edge cases, on the first rows of the binary set

def edge_files(binary, diabetes):
    base = binary.head(120).reset_index(drop=True)
    groups = ["age_band"]

    def case(name, frame, note, group_columns=(), positive=1, negative=0, write=write_one, **more):
        write_expected(name, write(frame, name),
                       binary_expected(frame, positive, negative, list(group_columns), note=note, **more))

    frame = base.astype({"label": "object"})
    frame.loc[frame["id"] % 10 == 3, "label"] = None
    case("edge-null-labels", frame, "12 of 120 labels are null (CSV: empty cell)", groups, write=write_all)

    frame = base.astype({"score": "object"})
    frame.loc[frame["id"] % 12 == 5, "score"] = float("nan")
    frame.loc[frame["id"] % 12 == 6, "score"] = None
    case("edge-nan-scores", frame, "10 scores are NaN (JSON: the literal NaN), 10 are null (CSV: empty cell)",
         write=write_all)

    case("edge-one-class", base[base["label"] == 0].reset_index(drop=True), "no positive row: ROC AUC and others undefined")
    case("edge-one-class-positive", base[base["label"] == 1].reset_index(drop=True), "no negative row")
    case("edge-never-positive", base.assign(prediction=0), "the model never predicts the positive class: precision 0/0 is 0")

    frame = base.assign(score=base["score"].round(1))
    case("edge-tied-scores", frame, "scores rounded to one decimal: ties, and scores on the edges of calibration bins")
    frame = base.assign(score=0.5)
    case("edge-constant-score", frame, "one score for all rows: ROC AUC 0.5")
    frame = base.assign(score=base["prediction"].astype(float))
    case("edge-hard-scores", frame, "scores are exactly 0.0 or 1.0, some wrong: log loss is finite only by clipping to the epsilon of a double, 2^-52")

    frame = base.drop(columns="weight")
    case("edge-no-weights", frame, "no weight column")
    frame = base.copy()
    frame.loc[frame["id"] % 3 == 0, "weight"] = 0.0
    case("edge-zero-weights", frame, "every third weight is 0", groups)
    frame = base.assign(weight=np.where(base["age_band"] == "75+", 0.0, base["weight"]))
    case("edge-group-without-weight", frame, "all weights of the age band 75+ are 0", ["site"])

    frame = base[(base["age_band"] != "18-39") | (base["label"] == 0)].reset_index(drop=True)
    case("edge-group-without-positives", frame, "the age band 18-39 has no positive row: fairlearn gives recall 0 there", groups)

    frame = base.assign(label=base["label"] == 1, prediction=base["prediction"] == 1)
    case("edge-boolean-labels", frame, "labels and predictions are booleans (CSV: true/false)", positive=True,
         negative=False, write=write_all)

    names = {"id": "id", "label": "étiquette, réelle", "prediction": 'prédiction "finale"', "score": "スコア",
             "weight": "poids\u00a0(kg)", "age_band": "groupe d'âge", "site": "site;\nplace"}
    frame = base.rename(columns=names)
    frame["site;\nplace"] = frame["site;\nplace"].map({"north": "Nord, \"A\"", "south": "Süd\nzwei", "west": "西"})
    case("edge-awkward-names", frame, "column names and group values with commas, quotes, line breaks and other scripts",
         ["groupe d'âge", "site;\nplace"], write=write_all, columns={k: names[k] for k in ("label", "prediction", "score", "weight")})

    # the same rows in other CSV dialects and Parquet encodings
    encodings = [write_parquet(base, f"edge-dialect-{c}", compression=c) for c in ("none", "gzip", "zstd", "lz4", "brotli")]
    encodings.append(write_parquet(base, "edge-dialect-pages-v2-row-groups", row_group_size=50, data_page_version="2.0"))
    encodings.append(write_parquet(base, "edge-dialect-no-dictionary", use_dictionary=False, data_page_size=256))
    encodings.append(write_parquet(base, "edge-dialect-delta", use_dictionary=False, compression="none", column_encoding={
        "id": "DELTA_BINARY_PACKED", "age_band": "DELTA_BYTE_ARRAY", "site": "DELTA_LENGTH_BYTE_ARRAY", "score": "BYTE_STREAM_SPLIT"}))
    (OUT / "edge-dialect-bom-crlf.csv").write_bytes(b"\xef\xbb\xbf" + csv_text(base, end="\r\n").encode("utf-8"))
    (OUT / "edge-dialect-semicolon.csv").write_bytes(csv_text(base, separator=";").encode("utf-8"))
    (OUT / "edge-dialect-tab.tsv").write_bytes(csv_text(base, separator="\t").encode("utf-8"))
    (OUT / "edge-dialect-no-final-newline.csv").write_bytes(csv_text(base).rstrip("\n").encode("utf-8"))
    types = {"id": pa.int32(), "label": pa.int8(), "prediction": pa.uint8(), "score": pa.float64(), "weight": pa.float64(),
             "age_band": pa.dictionary(pa.int32(), pa.string()), "site": pa.large_string()}
    pq.write_table(pa.table({c: pa.array(base[c].tolist(), type=pa.string() if pa.types.is_dictionary(t) else t).cast(t)
                             for c, t in types.items()}), OUT / "edge-dialect-types.parquet")
    write_expected("edge-dialect", ["edge-dialect-bom-crlf.csv", "edge-dialect-semicolon.csv", "edge-dialect-tab.tsv",
                                    "edge-dialect-no-final-newline.csv", "edge-dialect-types.parquet", *encodings],
                   binary_expected(base, 1, 0, [], note="one content in several CSV dialects and Parquet types and encodings"))
    frame = base.assign(score=base["score"].astype("float32").astype(float))
    table = arrow_table(frame)
    pq.write_table(table.set_column(3, "score", table["score"].cast(pa.float32())), OUT / "edge-float32-score.parquet")
    write_expected("edge-float32-score", ["edge-float32-score.parquet"], binary_expected(
        frame, 1, 0, [], note="score is a 32-bit float; values are computed from it widened to double"))

    (OUT / "edge-empty.csv").write_text(",".join(base.columns) + "\n", encoding="utf-8")
    (OUT / "edge-empty.jsonl").write_text("", encoding="utf-8")
    pq.write_table(arrow_table(base).slice(0, 0), OUT / "edge-empty.parquet")

    frame = diabetes.head(60).drop(columns="weight")
    frame.loc[::7, "label"] = 0.0
    write_expected("edge-regression-zero-labels", write_one(frame, "edge-regression-zero-labels"), regression_expected(
        frame, ["age_band"], note="some labels are 0: scikit-learn's MAPE divides by max(|label|, 2^-52)"))
    frame = diabetes.head(30).assign(label=100.0)
    write_expected("edge-regression-constant-label", write_one(frame, "edge-regression-constant-label"), regression_expected(
        frame, ["age_band"], note="label variance 0: scikit-learn sets r2 and explained variance to 0 (force_finite)"))


# ---------------------------------------------------------------- self check

def same(a, b):
    if isinstance(a, float) and isinstance(b, float) and math.isnan(a) and math.isnan(b):
        return True
    return a == b and type(a) is type(b)


def check():
    """All files of one name hold the same rows, bit for bit."""
    for expected in sorted(OUT.glob("*.expected.json")):
        names = json.loads(expected.read_text("utf-8"))["files"]
        parquet = [n for n in names if n.endswith(".parquet") and n != "edge-dialect-types.parquet"]
        wanted = pq.read_table(OUT / parquet[0]).to_pylist() if parquet else None
        for name in names:
            if name.endswith(".parquet") and wanted:
                rows = pq.read_table(OUT / name).to_pylist()
            elif name.endswith(".jsonl"):
                rows = [json.loads(line) for line in (OUT / name).read_text("utf-8").splitlines()]
            else:
                continue
            assert len(rows) == len(wanted), name
            for got, want in zip(rows, wanted):
                assert list(got) == list(want) and all(same(got[k], want[k]) for k in want), (name, got, want)
        for name in names:
            if name.endswith((".csv", ".csv.gz")) and wanted and "dialect" not in name:
                read = pd.read_csv(OUT / name, dtype=str, keep_default_na=False)
                assert list(read.columns) == list(wanted[0]), name
                for got, want in zip(read.to_dict("records"), wanted, strict=True):
                    assert all(got[k] == cell(want[k]).strip('"').replace('""', '"') for k in want if k != "site;\nplace"), (name, got, want)


if __name__ == "__main__":
    main_files_result = main_files()
    edge_files(*main_files_result)
    check()
