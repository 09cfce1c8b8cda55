"""Calls by one or two dimensions as a query of Polars, on all threads.

    polars_report.py FOLDER RUNS ZONE DIMENSIONS sums|reach
"""

import sys

import polars
from peer import answer, columns, measured

ATTEMPT = ~((polars.col("status") == 3) & (polars.col("duration") == 0))
CONNECTED = polars.col("duration") > 0


def dimension(name, zone):
    local = polars.col("started_at").dt.convert_time_zone(zone)
    parts = {
        "day": local.dt.date(),
        "month": local.dt.date().dt.truncate("1mo"),
        "weekday": local.dt.weekday(),
        "hour": local.dt.hour(),
    }
    return parts.get(name, polars.col(name)).alias(f"group_{name}")


def main(folder, runs, zone, dimensions, measures):
    frame = polars.DataFrame(columns(folder)).with_columns(
        polars.col("started_at").cast(polars.Datetime("ms", "UTC"))
    )
    told = [
        ATTEMPT.sum().alias("attempts"),
        CONNECTED.sum().alias("connected"),
        polars.col("duration").cast(polars.UInt64).sum().alias("seconds"),
    ]
    if measures == "reach":
        lead = polars.col("lead")
        told += [lead.filter(ATTEMPT).n_unique().alias("attempted"), lead.filter(CONNECTED).n_unique().alias("reached")]
    groups = [dimension(name, zone) for name in dimensions.split(",")]
    query = frame.lazy().filter(polars.col("status") != 4).group_by(groups).agg(told)
    seconds = measured(int(runs), query.collect)
    rows = query.collect()
    total = rows["attempts"].sum() + rows["connected"].sum() + rows["seconds"].sum()
    answer([(f"Polars {polars.__version__}", seconds, total)])


main(*sys.argv[1:])
