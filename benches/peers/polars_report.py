"""Calls by one or two dimensions as a query of Polars, on all threads.

    polars_report.py FOLDER ZONE DIMENSIONS sums|reach
"""

import sys

import polars
from peer import columns, serve

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


def main(folder, zone, dimensions, measures):
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

    def total():
        rows = query.collect()
        return rows["attempts"].sum() + rows["connected"].sum() + rows["seconds"].sum()

    serve([(f"Polars {polars.__version__}", query.collect, total)])


main(*sys.argv[1:])
