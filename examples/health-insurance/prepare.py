"""Writes data/ from the RAND Health Insurance Experiment as it ships with statsmodels (public domain)."""

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import statsmodels.api as sm
from statsmodels.datasets import randhie

PLAIN = {"idp": "int8", "hlthg": "int8", "hlthf": "int8", "hlthp": "int8"}


def parquet(table: pd.DataFrame, path: str) -> None:
    pq.write_table(pa.Table.from_pandas(table, preserve_index=False), path, compression="zstd")


people = randhie.load_pandas().data.astype(PLAIN)
train, later = people.iloc[::2], people.iloc[1::2]
parquet(train, "data/train.parquet")
# The rows between, and those of them whose people pay a part of each bill themselves.
later.to_csv("data/later.csv.gz", index=False, compression={"method": "gzip", "mtime": 0})
parquet(later[later.lncoins > 0], "data/cost-sharing.parquet")


# A model that says from a person's health whether a doctor will be seen within the year.
HEALTH = ["physlm", "disea", "hlthg", "hlthf", "hlthp"]


def features(table: pd.DataFrame) -> pd.DataFrame:
    return sm.add_constant(table[HEALTH].astype(float), has_constant="add")


model = sm.Logit((train.mdvis > 0).astype(float), features(train)).fit(disp=0)


def scored(table: pd.DataFrame) -> pd.DataFrame:
    probability = model.predict(features(table)).round(4)
    return pd.DataFrame({"visits": table.mdvis > 0, "said": probability >= 0.5, "probability": probability})


parquet(scored(train), "data/scored-train.parquet")
parquet(scored(later), "data/scored-later.parquet")
sharing = scored(later[later.lncoins > 0])
parquet(sharing, "data/scored-cost-sharing.parquet")
parquet(sharing.drop(columns="visits"), "data/scored-unlabelled.parquet")
