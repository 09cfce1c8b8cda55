"""The most leads that can be placed where a lead that leaves makes room, as a linear program of OR-tools.

    most_placed.py FOLDER

It is about a company in which every lead has an owner, is eligible and counts toward the cap, and any agent but the owner may
take it. Agents who give and receive so many leads can deal them without giving anybody the own ones if nobody gives and
receives more than all leads that move. Only the number counts, and no time.
"""

import sys

import numpy
from ortools.linear_solver.python import model_builder
from peer import columns, serve


def main(folder):
    read = columns(folder)
    serve([("OR-tools linear program", lambda: None, lambda: most_placed(read))])


def most_placed(read):
    places = read["places"].tolist()
    owned = numpy.bincount(read["owner"], minlength=len(places)).tolist()

    model = model_builder.Model()
    moved = model.new_num_var(0, sum(owned), "moved")
    given = [model.new_num_var(0, most, "") for most in owned]
    received = [model.new_num_var(0, sum(owned), "") for _ in places]
    model.add(sum(given) == moved)
    model.add(sum(received) == moved)
    for gives, takes, free in zip(given, received, places):
        model.add(takes <= free + gives)
        model.add(gives + takes <= moved)
    model.maximize(moved)
    solver = model_builder.Solver("GLOP")
    if solver.solve(model) != model_builder.SolveStatus.OPTIMAL:
        raise RuntimeError("the linear program has no solution")
    return round(solver.objective_value)


main(*sys.argv[1:])
