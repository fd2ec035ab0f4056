"""Writes scaling.csv and pca.csv: what scikit-learn makes of three real files.

Run in this folder with the folder of data sets as argument; made with scikit-learn 1.2.1, pandas 1.5.3:
    python3 generate_scaling.py DATA
scaling.csv, each line: file, column, step, then the first five and the sum of the absolute transformed values.
pca.csv, each line: file, columns, component, its share of the variance, its entries, then the first five and the sum of
the absolute scores of the standardised columns; the sign of a component is arbitrary.
"""
import sys

import numpy as np
import pandas as pd
from sklearn.decomposition import PCA
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder, PowerTransformer, RobustScaler, StandardScaler

FILES = {
    "customers/Mall_Customers.csv": (",", ["Age", "Annual Income (k$)", "Spending Score (1-100)"], "Gender"),
    "customers/wholesale_customers.csv": (",", ["Fresh", "Milk", "Grocery", "Frozen", "Detergents_Paper", "Delicassen"], "Region"),
    "customers/marketing_campaign.csv": ("\t", ["Income", "MntWines", "Recency", "NumWebPurchases"], "Education"),
}
STEPS = {
    "standard": StandardScaler(),
    "min_max": MinMaxScaler(),
    "robust": RobustScaler(),
    "yeo_johnson": PowerTransformer(method="yeo-johnson", standardize=True),
}
with open("scaling.csv", "w", encoding="utf-8") as out:
    for name, (delimiter, columns, category) in FILES.items():
        data = pd.read_csv(sys.argv[1] + "/" + name, sep=delimiter)
        for column in columns:
            values = SimpleImputer(strategy="median").fit_transform(data[[column]].astype(float))
            for step, transformer in STEPS.items():
                made = transformer.fit_transform(values)[:, 0]
                numbers = list(made[:5]) + [np.abs(made).sum()]
                out.write("|".join([name, column, step] + ["%.15g" % v for v in numbers]) + "\n")
        encoder = OneHotEncoder()
        made = encoder.fit_transform(data[[category]]).toarray()
        for level, counts in zip(encoder.categories_[0], made.sum(axis=0)):
            out.write("|".join([name, category, "one_hot", str(level), "%d" % counts]) + "\n")
with open("pca.csv", "w", encoding="utf-8") as out:
    for name, (delimiter, columns, _) in FILES.items():
        data = pd.read_csv(sys.argv[1] + "/" + name, sep=delimiter)
        values = SimpleImputer(strategy="median").fit_transform(data[columns].astype(float))
        pca = PCA(svd_solver="full")
        scores = pca.fit_transform(StandardScaler().fit_transform(values))
        for k in range(len(columns)):
            numbers = [list(pca.components_[k]), list(scores[:5, k]) + [np.abs(scores[:, k]).sum()]]
            out.write("|".join([name, ",".join(columns), str(k), "%.15g" % pca.explained_variance_ratio_[k]]
                               + [",".join("%.15g" % v for v in part) for part in numbers]) + "\n")
