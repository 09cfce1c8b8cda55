"""Calls by one or two dimensions as a query of DuckDB, in memory, on all threads.

    duckdb_report.py FOLDER ZONE DIMENSIONS sums|reach

The instants are a column with a time zone; the session's zone makes local dates of them. The rows come back as columns.
"""

import sys

import duckdb
from peer import columns, serve

LOCAL = "started_at AT TIME ZONE '{zone}'"

DIMENSIONS = {
    "agent": "agent",
    "source": "source",
    "status": "status",
    "day": f"CAST({LOCAL} AS DATE)",
    "month": f"date_trunc('month', {LOCAL})",
    "weekday": f"isodow({LOCAL})",
    "hour": f"hour({LOCAL})",
}

SUMS = """
    count(*) FILTER (WHERE NOT (status = 3 AND duration = 0)) AS attempts,
    count(*) FILTER (WHERE duration > 0) AS connected,
    sum(duration) AS seconds
"""

REACH = """,
    count(DISTINCT lead) FILTER (WHERE NOT (status = 3 AND duration = 0)) AS attempted,
    count(DISTINCT lead) FILTER (WHERE duration > 0) AS reached
"""


def main(folder, zone, dimensions, measures):
    database = duckdb.connect(":memory:")
    read = columns(folder)
    database.execute("CREATE TABLE calls AS SELECT * REPLACE (make_timestamptz(started_at * 1000) AS started_at) FROM read")
    groups = [DIMENSIONS[name].format(zone=zone) for name in dimensions.split(",")]
    names = [f"{group} AS group_{place}" for place, group in enumerate(groups)]
    told = SUMS + (REACH if measures == "reach" else "")
    query = f"SELECT {', '.join(names)}, {told} FROM calls WHERE status <> 4 GROUP BY ALL"

    def total():
        return database.execute(f"SELECT sum(attempts + connected + seconds) FROM ({query})").fetchone()[0]

    serve([(f"DuckDB {duckdb.__version__}", lambda: database.execute(query).fetchnumpy(), total)])


main(*sys.argv[1:])
