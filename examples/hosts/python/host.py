"""calliyo used from Python: see examples/hosts/README.md.

usage: host.py FOLDER              a morning at the company of the folder
       host.py vectors FOLDER...   the conformance vectors in the folders
       host.py bench LEADS         how long the assignment of made leads takes
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from array import array
from datetime import datetime
from pathlib import Path
from typing import Any, Iterable, Sequence

import calliyo
from calliyo import Column, Columns, Engine, Job, Output

Record = dict[str, Any]

STATES = ("active", "away", "banned")


def main(arguments: list[str]) -> int:
    """Runs one of the modes, and returns the exit code."""
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    try:
        if arguments and arguments[0] == "vectors":
            return vectors([Path(folder) for folder in arguments[1:]])
        if len(arguments) == 2 and arguments[0] == "bench":
            return bench(int(arguments[1]))
        if len(arguments) == 1:
            return morning(Path(arguments[0]))
    except (OSError, ValueError, calliyo.CalliyoError) as error:
        print(error, file=sys.stderr)
        return 2
    print(__doc__, file=sys.stderr)
    return 2


def morning(folder: Path) -> int:
    """What may be done with two leads, and who gets which lead today."""
    leads, agents, context = (read(folder / name) for name in ("leads.json", "agents.json", "context.json"))
    versions = calliyo.call("version", {})
    print(f"calliyo {versions['library']}, rules {versions['rules']}, time zones {versions['timeZoneData']}")
    with Engine((folder / "policy.json").read_text(encoding="utf-8")) as engine:
        request = {"lead": leads[0], "context": context}
        pipeline = [status["status"] for status in engine.call("transitions", request)]
        for lead in leads[:2]:
            print_moves(engine, pipeline, lead, context)
        print_assignment(engine, pipeline, leads, agents, millis(context["now"]))
    print_faults(folder / "bad-policy.json")
    return 0


def print_moves(engine: Engine, pipeline: Sequence[str], lead: Record, context: Record) -> None:
    """A line for each status: may the lead be moved there?"""
    facts = engine.facts(lead, context)
    for index, status in enumerate(pipeline):
        code = facts.refusal(index)
        print(f"{lead['id']} to {status}: {'yes' if code is None else f'no, {code}'}")


def print_assignment(
    engine: Engine, pipeline: Sequence[str], leads: Sequence[Record], agents: Sequence[Record], now: int
) -> None:
    """Who gets which lead. The plan reads the arrays where they are, and writes into `goes_to`."""
    rows = {agent["id"]: row for row, agent in enumerate(agents)}
    goes_to = array("I", bytes(4 * len(leads)))
    with Columns() as columns:
        set_leads(columns, pipeline, rows, leads)
        set_agents(columns, agents)
        columns.set_output(Output.PLAN_AGENT, goes_to)
        line = engine.plan(Job.ASSIGNMENT, columns, now)
    for lead, agent in zip(leads, goes_to):
        if agent != calliyo.NO_AGENT:
            print(f"{lead['id']} goes to {agents[agent]['id']}")
    print(line)


def set_leads(columns: Columns, pipeline: Sequence[str], agents: dict[str, int], leads: Sequence[Record]) -> None:
    """The leads, a row each."""

    def agent_rows(field: str) -> list[int | None]:
        owners = [lead.get(field) for lead in leads]
        return [None if owner is None else agents.get(owner, calliyo.UNKNOWN_AGENT) for owner in owners]

    indexes = {status: index for index, status in enumerate(pipeline)}
    columns.set(Column.LEAD_STATUS, array("H", [indexes[lead["status"]] for lead in leads]))
    columns.set(Column.LEAD_CAPTURED_AT, array("q", [millis(lead["capturedAt"]) for lead in leads]))
    columns.set(Column.LEAD_OWNER, *optional("I", agent_rows("owner")))
    columns.set(Column.LEAD_LAST_OWNER, *optional("I", agent_rows("lastOwner")))
    columns.set(Column.LEAD_PRIORITY, *optional("q", [lead.get("priority") for lead in leads]))
    do_not_call = calliyo.bitmap(lead.get("doNotCall") for lead in leads)
    columns.set_flags(Column.LEAD_DO_NOT_CALL, do_not_call, len(leads))


def set_agents(columns: Columns, agents: Sequence[Record]) -> None:
    """The agents, a row each."""
    columns.set(Column.AGENT_CAP, *optional("I", [agent.get("cap") for agent in agents]))
    columns.set(Column.AGENT_HELD, array("I", [agent.get("held", 0) for agent in agents]))
    columns.set(Column.AGENT_COUNTER, *optional("Q", [agent.get("counter") for agent in agents]))
    columns.set(Column.AGENT_STATE, array("B", [STATES.index(agent.get("state", "active")) for agent in agents]))


def optional(code: str, values: Iterable[int | None]) -> tuple[array[int], bytearray]:
    """An array with 0 where there is no value, and the bitmap that says where there is one."""
    values = list(values)
    return array(code, [value or 0 for value in values]), calliyo.bitmap(value is not None for value in values)


def print_faults(path: Path) -> None:
    """A policy with faults is refused as a whole, with every fault at once."""
    try:
        Engine(path.read_text(encoding="utf-8")).close()
    except calliyo.RefusedError as refused:
        for fault in refused.faults:
            print(f"{path.name}: {fault.code} at {fault.path}")


def read(path: Path) -> Any:
    """A JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def millis(instant: str) -> int:
    """The UTC milliseconds of an instant."""
    return round(datetime.fromisoformat(instant.replace("Z", "+00:00")).timestamp() * 1000)


def vectors(folders: Sequence[Path]) -> int:
    """The conformance vectors in the folders: every answer is compared, byte by byte."""
    passed = sum(passes(folder) for folder in folders)
    failed = len(folders) - passed
    print(f"{passed} passed, {failed} failed")
    return 0 if failed == 0 else 1


def passes(folder: Path) -> bool:
    """Whether the vector gets its recorded response; says what differs where it does not."""
    operation, request, expected = (text(folder / name) for name in ("operation", "request.json", "response.json"))
    policy = folder / "policy.json"
    if policy.exists():
        with Engine(text(policy)) as engine:
            answer = engine.answer(operation, request)
    else:
        answer = calliyo.engine.answer(operation, request)
    if answer == expected:
        return True
    print(f"{folder}\n  expected {expected}\n  got      {answer}")
    return False


def text(path: Path) -> str:
    """A file's text, without one newline at its end."""
    return path.read_bytes().decode().removesuffix("\n")


def bench(count: int, heads: int = 1_000, runs: int = 7, now: int = 1_778_470_200_000) -> int:
    """The assignment of made leads, timed."""
    rows = range(count)
    status = array("H", [(0, 6, 7)[row % 3] for row in rows])
    owner = array("I", [row * 7919 % heads if row % 3 else 0 for row in rows])
    held = array("I", bytes(4 * heads))
    for row in rows:
        if row % 3:
            held[owner[row]] += 1
    agent = array("I", bytes(4 * count))
    with Engine({}) as engine, Columns() as columns:
        columns.set(Column.LEAD_STATUS, status)
        columns.set(Column.LEAD_CAPTURED_AT, array("q", [row * 60_000 for row in rows]))
        columns.set(Column.LEAD_OWNER, owner, calliyo.bitmap(row % 3 for row in rows))
        columns.set(Column.AGENT_CAP, array("I", [count * 9 // 10 // heads] * heads))
        columns.set(Column.AGENT_HELD, held)
        columns.set(Column.AGENT_COUNTER, array("Q", bytes(8 * heads)))
        columns.set(Column.AGENT_STATE, bytes(heads))
        columns.set_output(Output.PLAN_AGENT, agent)
        engine.plan(Job.ASSIGNMENT, columns, now)
        times = []
        for _ in range(runs):
            start = time.perf_counter()
            engine.plan(Job.ASSIGNMENT, columns, now)
            times.append((time.perf_counter() - start) * 1000)
    moved = count - agent.count(calliyo.NO_AGENT)
    print(f"assign {count}: {statistics.median(times):.1f} ms, {moved} moved")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
