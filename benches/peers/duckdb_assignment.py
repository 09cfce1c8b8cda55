"""Assignment as queries of DuckDB, in memory, on all threads. Planning a query takes it a millisecond.

    duckdb_assignment.py FOLDER by-row|by-priority

The leads are numbered in order, the free places of the agents too, and a lead gets the place with its number. Three forms:

- window functions: places are numbered round by round, so that shares end level and every agent gets good leads;
- a positional join does the same without numbers, which is faster, but other databases have none;
- blocks: each agent gets leads that follow each other in order, by the sums of the places. Shares are not level where
  places are left, and the first agent gets all of the best leads: less than the rules ask for, shown as what is cheapest.

In all of them the few leads that come back to their owner exchange their places among each other; those whom that does not
help are not placed.
"""

import sys
from functools import partial

import duckdb
from peer import columns, serve

LISTED = 2

# Agents with their free places, each at the level of leads received that it fills up; then agent by agent.
PLACES = """
    SELECT agent FROM (SELECT agent, counter + unnest(range(places)) AS level FROM agents)
    ORDER BY level, agent
"""

FORMS = {
    "window functions": """
        WITH listed AS (
            SELECT lead, owner, row_number() OVER ({order}) AS number FROM leads WHERE status = {listed}
        ), place AS (
            SELECT agent, row_number() OVER () AS number FROM ({places})
        )
        SELECT lead, owner, agent FROM listed JOIN place USING (number)
    """,
    "positional join": """
        SELECT lead, owner, agent
        FROM (SELECT lead, owner FROM leads WHERE status = {listed} {order})
        POSITIONAL JOIN ({places})
        WHERE lead IS NOT NULL AND agent IS NOT NULL
    """,
    "in blocks": """
        WITH listed AS (
            SELECT lead, owner, row_number() OVER ({order}) AS number FROM leads WHERE status = {listed}
        ), block AS (
            SELECT agent, sum(places) OVER (ORDER BY agent) AS last, last - places AS before FROM agents
        )
        SELECT lead, owner, agent FROM listed ASOF JOIN block ON number > before WHERE number <= last
    """,
}

ORDERS = {"by-row": "", "by-priority": "ORDER BY priority DESC, captured_at, lead"}

# They are put in the order of their agents and exchange with those half the row away.
EXCHANGE = """
    WITH own AS (
        SELECT lead, agent, row_number() OVER (ORDER BY agent, lead) AS number, count(*) OVER () AS leads
        FROM placed WHERE agent = owner
    )
    UPDATE placed SET agent = other.agent
    FROM own JOIN own AS other ON other.number = (own.number + own.leads // 2) % own.leads + 1
    WHERE placed.lead = own.lead
"""


def main(folder, order):
    database = duckdb.connect(":memory:")
    load(database, columns(folder))

    def assign(query):
        database.execute(f"CREATE OR REPLACE TEMP TABLE placed AS {query}")
        database.execute(EXCHANGE)

    def placed():
        return database.execute("SELECT count(*) FROM placed WHERE agent <> owner").fetchone()[0]

    forms = []
    for name, form in FORMS.items():
        query = form.format(order=ORDERS[order], listed=LISTED, places=PLACES)
        forms.append((f"DuckDB {duckdb.__version__}, {name}", partial(assign, query), placed))
    serve(forms)


def load(database, read):
    leads = {name: read[name] for name in ("status", "owner", "captured_at", "priority")}
    agents = {name: read[name] for name in ("places", "counter")}
    number = "CAST(row_number() OVER () - 1 AS UINTEGER)"
    database.execute(f"CREATE TABLE leads AS SELECT {number} AS lead, * FROM leads")
    database.execute(f"CREATE TABLE agents AS SELECT {number} AS agent, * FROM agents")


main(*sys.argv[1:])
