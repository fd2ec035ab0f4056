#!/usr/bin/env python3
"""Reads the scripts beside it by sqlglot 10.6.3 (Debian 12: apt-get install python3-sqlglot), each in its dialect, and
writes what it read to parsed.json:  /usr/bin/python3 parse.py

sqlglot leaves \\n and \\uXXXX in texts as they are written, and knows NCHAR and MySQL's CONVERT only by their names: they
are put in their places here. It knows no doubled quotes in names, which SqlDialectTest holds against the manuals.
"""
import json
import pathlib
import re

import sqlglot
from sqlglot import exp

DIALECTS = {"postgresql": "postgres", "bigquery": "bigquery", "snowflake": "snowflake", "spark": "spark",
            "mysql": "mysql", "sqlserver": "tsql"}
COLLATIONS = {"utf8mb4_bin", "Latin1_General_100_BIN2"}
OPERATORS = {exp.EQ: "=", exp.NEQ: "<>", exp.GTE: ">=", exp.LT: "<", exp.And: "AND", exp.Or: "OR"}


def decoded(text):
    text = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match.group(1), 16)), text)
    return text.replace("\\n", "\n")


def text(node):
    """The text that an expression of texts is, None where it is none."""
    if isinstance(node, exp.Add):
        return text(node.left) + text(node.right)
    if isinstance(node, exp.Anonymous) and node.name == "NCHAR":
        return chr(int(node.expressions[0].name))
    if isinstance(node, exp.ByteString):
        return decoded(node.name.replace("\\\\", "\\"))
    if isinstance(node, exp.National):
        return node.this if isinstance(node.this, str) else node.this.name
    if isinstance(node, exp.Literal) and node.is_string:
        return decoded(node.name)
    return None


def column(node):
    """The column behind a collation or a character set."""
    while isinstance(node, (exp.Collate, exp.Cast)):
        node = node.this
    assert isinstance(node, exp.Column), repr(node)
    return node.name


def value(node):
    if isinstance(node, exp.Cast):
        assert node.args["to"].this == exp.DataType.Type.DATE, repr(node)
        digits = node.this.name.replace("-", "")
        return "-".join((digits[:4], digits[4:6], digits[6:]))
    if isinstance(node, exp.Neg):
        return "-" + value(node.this)
    if isinstance(node, exp.Boolean):
        return "TRUE" if node.this else "FALSE"
    found = text(node)
    return node.name if found is None else json.dumps(found, ensure_ascii=False)


def condition(node, truths):
    if isinstance(node, exp.Paren):
        return "(" + condition(node.this, truths) + ")"
    if isinstance(node, (exp.And, exp.Or)):
        return " ".join((condition(node.left, truths), OPERATORS[type(node)], condition(node.right, truths)))
    if isinstance(node, exp.Not):
        return condition(node.this, truths).replace(" IS NULL", " IS NOT NULL")
    if isinstance(node, exp.Is):
        return column(node.this) + " IS NULL"
    if isinstance(node.left, exp.Literal):
        return node.left.name + " = " + node.right.name
    name = column(node.left)
    said = value(node.right)
    # SQL Server has bits where others have truths.
    return " ".join((name, OPERATORS[type(node)], "TRUE" if name in truths and said == "1" else said))


def levels(statement):
    for node in statement.find_all(exp.EQ, exp.NEQ):
        found = text(node.right)
        if found is not None:
            yield found


def read(script, dialect):
    statements = sqlglot.parse(script, read=dialect)
    counts = statements[1:]
    for count in counts:
        assert isinstance(count.expressions[0], exp.Count), repr(count)
    return {
        "statements": [type(statement).__name__ for statement in statements],
        "tables": sorted({table.name for one in statements for table in one.find_all(exp.Table)}),
        "columns": sorted({name.name for one in statements for name in one.find_all(exp.Column)} - COLLATIONS),
        "levels": sorted({level for one in statements for level in levels(one)}),
        "counts": [condition(count.args["where"].this, {"t"}) for count in counts],
    }


here = pathlib.Path(__file__).parent
parsed = {name: read((here / (name + ".sql")).read_text(), dialect) for name, dialect in DIALECTS.items()}
parsed = {"tool": "sqlglot " + sqlglot.__version__, **parsed}
(here / "parsed.json").write_text(json.dumps(parsed, ensure_ascii=False, indent=1) + "\n")
