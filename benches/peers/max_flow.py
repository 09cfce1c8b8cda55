"""The most leads that can be placed where earlier owners are excluded, as a maximum flow of OR-tools.

    max_flow.py FOLDER company|team

Leads with the same agents open to them are one class. A lead can go to all agents (`company`) or to those of its owner's team
of ten (`team`), but neither to its owner nor to an earlier owner, who all are of that team. The flow goes from the source to the
classes, from each class to the agents open to it, and from them to the sink. Told are:

- the flow alone, with classes and graph there already;
- for a company also the same where the agents of another team are reached over one node for all of them. It takes to know that
  earlier owners are of one team, and saves nine arcs of ten;
- the last of these from the columns: classes, graph and flow.
"""

import sys
from functools import partial
from importlib.metadata import version

import numpy
from ortools.graph.python import max_flow
from peer import columns, serve

TEAM = 10

REACHES = {"company": ["by agent", "by team"], "team": ["own team"]}


def main(folder, scope):
    read = columns(folder)
    places = read["places"].astype(numpy.int64)
    name = f"OR-tools {version('ortools')} max-flow"
    forms = []
    for reach in REACHES[scope]:
        flow = graph(classes(read), places, reach)
        forms.append((f"{name}, {reach}", partial(most, flow), flow.optimal_flow))

    def from_columns():
        most(graph(classes(read), places, reach))

    forms.append((f"{name}, from columns", from_columns, flow.optimal_flow))
    serve(forms)


def most(flow):
    if flow.solve(0, 1) != flow.OPTIMAL:
        raise RuntimeError("there is no maximum flow")


def classes(read):
    """The teams, the closed members of each team as bits, and how many leads have both."""
    owner = read["owner"].astype(numpy.int64)
    closed = 1 << owner % TEAM
    lengths = numpy.diff(read["previous_offsets"])
    rows = numpy.repeat(numpy.arange(len(owner)), lengths)
    numpy.bitwise_or.at(closed, rows, 1 << read["previous_values"].astype(numpy.int64) % TEAM)
    keys, counts = numpy.unique((owner // TEAM << TEAM) | closed, return_counts=True)
    return keys >> TEAM, keys & ((1 << TEAM) - 1), counts


def graph(classes, places, reach):
    """Nodes: the source, the sink, then agents, teams and classes."""
    team, closed, counts = classes
    agents, teams = len(places), len(places) // TEAM
    agent_node = 2 + numpy.arange(agents)
    team_node = 2 + agents + numpy.arange(teams)
    class_node = 2 + agents + teams + numpy.arange(len(team))
    no_limit = counts.sum()

    flow = max_flow.SimpleMaxFlow()

    def arcs(tails, heads, capacities):
        tails, heads, capacities = numpy.broadcast_arrays(tails, heads, capacities)
        flow.add_arcs_with_capacity(tails.astype(numpy.int32), heads.astype(numpy.int32), capacities.astype(numpy.int64))

    arcs(0, class_node, counts)
    for member in range(TEAM):
        is_open = closed >> member & 1 == 0
        arcs(class_node[is_open], agent_node[team[is_open] * TEAM + member], no_limit)
    if reach == "by agent":
        for agent in range(agents):
            arcs(class_node[team != agent // TEAM], agent_node[agent], no_limit)
    if reach == "by team":
        for other in range(teams):
            arcs(class_node[team != other], team_node[other], no_limit)
        arcs(team_node[numpy.arange(agents) // TEAM], agent_node, no_limit)
    arcs(agent_node, 1, places)
    return flow


main(*sys.argv[1:])
