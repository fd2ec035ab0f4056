"""The job of WholeJob as a plain script: read, impute, one-hot, standardise, k = 2..10 with 10 starts, silhouette, profile.

    python3 whole_job.py FILE FOLDER

Columns that are all different numbers in a row (an id) are left out by name, as a person would.
"""
import sys

import pandas as pd
from sklearn.cluster import KMeans
from sklearn.metrics import calinski_harabasz_score, davies_bouldin_score, silhouette_score
from sklearn.preprocessing import StandardScaler

if len(sys.argv) == 1:
    sys.exit()

import json
import os

file, folder = sys.argv[1:3]
table = pd.read_csv(file)
features = table.drop(columns=[name for name in table if name == "CustomerID"])
numbers = features.select_dtypes("number").columns
features[numbers] = features[numbers].fillna(features[numbers].median())
features = pd.get_dummies(features)
x = StandardScaler().fit_transform(features.to_numpy("float32"))

best, candidates = None, []
for k in range(2, 11):
    fit = KMeans(k, n_init=10, random_state=42).fit(x)
    score = silhouette_score(x, fit.labels_, sample_size=min(len(x), 10_000), random_state=42)
    candidates.append({"k": k, "inertia": fit.inertia_, "silhouette": float(score)})
    if best is None or score > best[0]:
        best = score, fit

score, fit = best
os.makedirs(folder, exist_ok=True)
table["cluster"] = fit.labels_
profile = table.groupby("cluster").mean(numeric_only=True)
profile["size"] = table.groupby("cluster").size()
profile.to_json(os.path.join(folder, "profile.json"))
metrics = {"n_clusters": fit.n_clusters, "inertia": fit.inertia_, "silhouette_score": float(score),
           "calinski_harabasz": calinski_harabasz_score(x, fit.labels_),
           "davies_bouldin": davies_bouldin_score(x, fit.labels_), "candidates": candidates}
with open(os.path.join(folder, "metrics.json"), "w") as out:
    json.dump(metrics, out)
table[["cluster"]].to_csv(os.path.join(folder, "assignments.csv.gz"))
