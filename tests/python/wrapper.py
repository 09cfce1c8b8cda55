"""What the Python package adds to the C interface: exceptions, buffers, and who closes what.

usage: wrapper.py

Finds the package in examples/hosts/python. Prints what fails and, last, ``N passed, M failed``.
"""

from __future__ import annotations

import sys
import unittest
from array import array
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "examples" / "hosts" / "python"))

import calliyo  # noqa: E402
from calliyo import Column, Columns, Engine, Figure, Job, Output, Reason, Report, ReportKind, Size  # noqa: E402


def lend_team(columns: Columns) -> None:
    """Two agents, the first with one place and the second without a cap."""
    columns.set(Column.AGENT_CAP, array("I", [1, 0]), calliyo.bitmap([True, False]))
    columns.set(Column.AGENT_HELD, array("I", [0, 0]))
    columns.set(Column.AGENT_COUNTER, array("Q", [0, 0]))
    columns.set(Column.AGENT_STATE, bytes(2))


def lend_fresh_leads(columns: Columns, count: int) -> None:
    """So many leads on Unassigned, the oldest first."""
    columns.set(Column.LEAD_STATUS, array("H", [0] * count))
    columns.set(Column.LEAD_CAPTURED_AT, array("q", range(count)))
    columns.set(Column.LEAD_OWNER, array("I", [0] * count), calliyo.bitmap([False] * count))


class Refusals(unittest.TestCase):
    def test_a_refused_policy_tells_every_fault(self) -> None:
        policy = {"timeZone": {"name": "Nowhere"}, "calendar": {"workingDays": ["monday", "monday"]}}
        with self.assertRaises(calliyo.RefusedError) as raised:
            Engine(policy)
        error = raised.exception
        self.assertEqual(len(error.faults), 2)
        self.assertEqual((error.code, error.path, error.rule), ("policy.unknown_time_zone", "timeZone.name", "Z2"))
        self.assertEqual(error.params, {"zone": "Nowhere"})

    def test_a_refused_request_is_an_exception_and_its_answer_a_text(self) -> None:
        with Engine("{}") as engine:
            with self.assertRaises(calliyo.RefusedError) as raised:
                engine.call("decide", {})
            self.assertEqual(raised.exception.code, "request.malformed")
            self.assertTrue(engine.answer("decide", "{}").startswith('{"type":"failure"'))

    def test_a_wrong_call_names_its_result(self) -> None:
        with Columns() as columns, self.assertRaises(calliyo.MisuseError) as raised:
            misaligned = memoryview(bytearray(9))[1:].cast("I")
            columns.set(Column.LEAD_OWNER, misaligned)
        self.assertEqual(raised.exception.result, "CALLIYO_MISALIGNED")

    def test_a_plan_that_is_refused_writes_nothing(self) -> None:
        goes_to = array("I", [7])
        with Engine("{}") as engine, Columns() as columns:
            lend_team(columns)
            columns.set_output(Output.PLAN_AGENT, goes_to)
            with self.assertRaises(calliyo.RefusedError) as raised:
                engine.plan(Job.ASSIGNMENT, columns, 0)
        self.assertEqual((raised.exception.path, goes_to[0]), ("leads.status", 7))


class Buffers(unittest.TestCase):
    def test_missing_values_go_in_and_come_out(self) -> None:
        goes_to, reasons, room, has_room = array("I", [0] * 3), bytearray(3), array("q", [0] * 2), bytearray(1)
        with Engine("{}") as engine, Columns() as columns:
            lend_fresh_leads(columns, 3)
            columns.set_flags(Column.LEAD_DO_NOT_CALL, calliyo.bitmap([False, True, False]), 3)
            lend_team(columns)
            columns.set_output(Output.PLAN_AGENT, goes_to)
            columns.set_output(Output.PLAN_REASON, reasons)
            columns.set_output(Output.PLAN_ROOM, room, has_room)
            engine.plan(Job.ASSIGNMENT, columns, 3)
        self.assertEqual(list(goes_to), [0, calliyo.NO_AGENT, 1])
        self.assertEqual([Reason.of(number) for number in reasons], [Reason.MOVED, Reason.DO_NOT_CALL, Reason.MOVED])
        self.assertEqual((room[0], has_room[0] & 3), (0, 1))
        self.assertIsNone(Reason.of(255))

    def test_lists_keep_leads_from_who_had_them(self) -> None:
        goes_to = array("I", [0])
        with Engine({"automation": {"assignment": {"excludesPreviousOwners": True}}}) as engine, Columns() as columns:
            lend_fresh_leads(columns, 1)
            lend_team(columns)
            columns.set_output(Output.PLAN_AGENT, goes_to)
            columns.set_list(Column.LEAD_PREVIOUS_OWNERS, array("I", [0, 1]), array("I", [0]))
            engine.plan(Job.ASSIGNMENT, columns, 1)
            self.assertEqual(goes_to[0], 1)
            columns.unset(Column.LEAD_PREVIOUS_OWNERS)
            engine.plan(Job.ASSIGNMENT, columns, 1)
            self.assertEqual(goes_to[0], 0)

    def test_a_buffer_of_another_type_or_size_is_refused(self) -> None:
        with Columns() as columns:
            for values in (array("i", [0]), array("Q", [0]), array("f", [0])):
                self.assertRaises(TypeError, columns.set, Column.LEAD_OWNER, values)
            self.assertRaises(TypeError, columns.set, Column.LEAD_DO_NOT_CALL, bytes(1))
            self.assertRaises(TypeError, columns.set_flags, Column.LEAD_OWNER, bytes(1), 1)
            self.assertRaises(ValueError, columns.set, Column.LEAD_OWNER, array("I", [0] * 9), bytes(1))
            self.assertRaises(BufferError, columns.set_output, Output.PLAN_REASON, bytes(1))

    def test_a_buffer_stays_in_place_while_it_is_lent(self) -> None:
        owner = array("I", [0])
        with Columns() as columns:
            columns.set(Column.LEAD_OWNER, owner)
            self.assertRaises(BufferError, owner.append, 1)
            columns.unset(Column.LEAD_OWNER)
            owner.append(1)
            columns.set(Column.LEAD_OWNER, owner)
        owner.append(2)

    def test_numpy_arrays_are_columns(self) -> None:
        goes_to = numpy.zeros(2, numpy.uint32)
        flags = numpy.packbits(numpy.array([False, True]), bitorder="little")
        with Engine("{}") as engine, Columns() as columns:
            lend_team(columns)
            columns.set(Column.LEAD_STATUS, numpy.zeros(2, numpy.uint16))
            columns.set(Column.LEAD_CAPTURED_AT, numpy.arange(2, dtype=numpy.int64))
            columns.set(Column.LEAD_OWNER, numpy.zeros(2, numpy.uint32), numpy.zeros(1, numpy.uint8))
            columns.set(Column.AGENT_COUNTER, numpy.zeros(2, numpy.uint64))
            columns.set_flags(Column.LEAD_DO_NOT_CALL, flags, 2)
            columns.set_output(Output.PLAN_AGENT, goes_to)
            engine.plan(Job.ASSIGNMENT, columns, 2)
            strided = numpy.zeros(4, numpy.uint32)[::2]
            self.assertRaises(BufferError, columns.set, Column.LEAD_OWNER, strided)
        self.assertEqual(goes_to.tolist(), [0, calliyo.NO_AGENT])


class Moves(unittest.TestCase):
    def test_a_move_is_asked_of_facts(self) -> None:
        instant = "2026-05-09T07:45:00Z"
        lead = {"id": "l", "status": "unassigned", "statusSince": instant, "capturedAt": instant}
        context = {"now": "2026-05-11T03:30:00Z", "actor": {"id": "mira"}}
        with Engine("{}") as engine:
            facts = engine.facts(lead, context)
            self.assertIsNone(facts.refusal(0))
            self.assertEqual(facts.refusal(1), "status.needs_owner")
            self.assertRaises(calliyo.RefusedError, engine.facts, {}, context)


class Reports(unittest.TestCase):
    def test_a_report_keeps_its_figures(self) -> None:
        with Engine("{}") as engine, Columns() as columns:
            self.assertRaises(calliyo.RefusedError, Report, engine, ReportKind.CALLS, columns)
            columns.set(Column.CALL_STARTED_AT, array("q", [0, 60_000, 120_000]))
            columns.set(Column.CALL_STATUS, bytes(3))
            columns.set(Column.CALL_DURATION_SECONDS, array("I", [0, 30, 90]))
            columns.set(Column.CALL_AGENT, array("I", [1, 1, 0]), calliyo.bitmap([True, True, False]))
            columns.set_size(Size.AGENTS, 2)
            report = Report(engine, ReportKind.CALLS, columns, {"by": ["agent"]})
        with report:
            self.assertEqual(len(report), 3)
            self.assertEqual(report.read(Figure.FIRST_GROUP), [1, None, None])
            self.assertEqual(report.read(Figure.CALLS), [2, 1, 3])
            self.assertEqual(report.read(Figure.CONNECT_RATE), [500_000, 1_000_000, 666_666])
            self.assertRaises(calliyo.MisuseError, report.read, Figure.QUEUE)
        self.assertRaises(ValueError, report.read, Figure.CALLS)


class Lives(unittest.TestCase):
    def test_closing_twice_does_nothing_and_using_what_is_closed_raises(self) -> None:
        engine, columns = Engine("{}"), Columns()
        for closed in (engine, columns):
            closed.close()
            closed.close()
        self.assertRaises(ValueError, engine.answer, "version", "{}")
        self.assertRaises(ValueError, columns.unset, Column.LEAD_OWNER)

    def test_many_threads_ask_one_engine(self) -> None:
        with Engine("{}") as engine, ThreadPoolExecutor(4) as pool:
            answers = set(pool.map(lambda _: engine.answer("version", "{}"), range(400)))
        self.assertEqual(len(answers), 1)

    def test_text_beyond_ascii_comes_back(self) -> None:
        with Engine({"timeZone": {"name": "Asia/Kolkata"}}) as engine:
            command = {"id": "c", "do": {"captureLead": {"id": "lead-é-😀", "name": "Zoë 😀"}}}
            context = {"now": "2026-05-15T13:00:00Z", "actor": {"id": "import"}}
            lead = engine.call("decide", {"command": command, "context": context})["lead"]
        self.assertEqual((lead["id"], lead["name"]), ("lead-é-😀", "Zoë 😀"))


if __name__ == "__main__":
    result = unittest.main(exit=False, verbosity=0).result
    failed = len(result.failures) + len(result.errors)
    for test, reason in result.skipped:
        print(f"SKIPPED {test.id().rpartition('.')[2]}: {reason}")
    print(f"{result.testsRun - failed - len(result.skipped)} passed, {failed} failed")
    sys.exit(0 if failed == 0 else 1)
