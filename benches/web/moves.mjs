// May this move be made: first many questions on facts that are known, then all statuses of a lead given as an object.

import { atLeast, atMost, contest } from "./contest.mjs";
import { cases, questions } from "./cases.mjs";
import { typescriptFsm } from "./peers/fsm.mjs";
import { bits, table as handWritten } from "./peers/hand_written.mjs";
import { robot } from "./peers/robot.mjs";
import { rulesForAll, rulesPerMove } from "./peers/rules.mjs";
import * as xstate from "./peers/xstate.mjs";

const LEADS = 1000;
const QUESTIONS = 65_536;

/** Leads that are asked for all statuses in a run. */
const BOARD = 1000;

/** `canMove` beside peers that are given what is known of each lead before the clock runs. */
export async function measureMoves(calliyo, engine, rounds, table) {
  const { statuses } = engine;
  const leads = cases(engine, LEADS);
  const asked = questions(QUESTIONS, LEADS, statuses.length);

  /** Checks a peer against the rules, and returns what asks it all questions: it counts the moves that may be made. */
  function peer(known, mayMove) {
    const own = leads.map(known);
    checkAgainstRules(engine, leads, (which, to) => mayMove(own[which], to));
    const asks = asked.map(({ which }) => own[which]);
    const tos = Uint8Array.from(asked, ({ to }) => to);
    const count = loop();
    return () => count(mayMove, asks, tos);
  }

  const byName = handWritten(statuses);
  const byBits = bits(statuses);
  const toRobot = robot(statuses);
  const toFsm = typescriptFsm(statuses);
  const machine = xstate.machine(statuses);
  const events = xstate.events(statuses);

  checkCodes(calliyo, engine, leads, byName);
  const took = await contest(rounds, {
    canMove: peer(
      ({ lead, context }) => engine.facts(lead, context),
      (facts, to) => engine.canMove(facts, to) === 0,
    ),
    byName: peer(
      ({ known }) => known,
      (known, to) => byName(known, statuses[to]) === null,
    ),
    byBits: peer(
      ({ known }) => byBits.facts(known),
      (facts, to) => byBits.canMove(facts, to) === 0,
    ),
    robot: peer(
      ({ known }) => toRobot(known),
      (mayMove, to) => mayMove(statuses[to]),
    ),
    fsm: peer(
      ({ known }) => toFsm(known),
      (mayMove, to) => mayMove(statuses[to]),
    ),
    transition: peer(
      ({ known }) => xstate.snapshot(machine, known),
      (snapshot, to) => xstate.mayMove(machine, snapshot, events[to]),
    ),
    actor: peer(
      ({ known }) => xstate.actor(machine, known),
      (actor, to) => actor.getSnapshot().can(events[to]),
    ),
  });

  const per = (name) => took[name] / QUESTIONS;
  const times = (name) => took[name] / took.canMove;
  table.setPace(per("transition"));
  table.case("canMove", `${QUESTIONS} questions about ${LEADS} leads, per question`);
  table.time("canMove, on facts", per("canMove"), atMost(15e-6));
  table.ratio("table written by hand", per("byName"), times("byName"), atLeast(1));
  table.ratio("table written by hand, on bits", per("byBits"), times("byBits"));
  table.ratio("robot3", per("robot"), times("robot"), atLeast(15));
  table.ratio("typescript-fsm, guards beside it", per("fsm"), times("fsm"));
  table.ratio("XState, transition", per("transition"), times("transition"), atLeast(500));
  table.ratio("XState, can of an actor per lead", per("actor"), times("actor"));
}

/**
 * A loop that counts the moves that may be made. Each contestant has one of its own, which is compiled for what it calls
 * and for nothing else.
 */
function loop() {
  return new Function(
    "mayMove",
    "asks",
    "tos",
    `let count = 0;
    for (let question = 0; question < tos.length; question += 1) {
      count += mayMove(asks[question], tos[question]) ? 1 : 0;
    }
    return count;`,
  );
}

/** `transitions` for a lead as an object, beside peers that are given such a lead, too. */
export async function measureTransitions(engine, rounds, table) {
  const { statuses } = engine;
  const leads = cases(engine, LEADS);
  const board = leads.slice(0, BOARD);
  const machine = xstate.machine(statuses);
  const events = xstate.events(statuses);
  const perMove = rulesPerMove(statuses);
  const forAll = rulesForAll(statuses);

  const tenCans = ({ known }) => {
    const snapshot = xstate.snapshot(machine, known);
    return events.map((event) => snapshot.can(event));
  };
  const transitions = ({ lead, context }) => engine.transitions({ lead, context });
  for (const [which, own] of board.entries()) {
    const answers = {
      transitions: transitions(own).map(({ allowed }) => allowed),
      tenCans: tenCans(own),
      perMove: (await perMove(own.known)).map((isRefused) => !isRefused),
      forAll: (await forAll(own.known)).map((isRefused) => !isRefused),
    };
    for (const answer of Object.values(answers)) {
      checkAgainstRules(engine, [leads[which]], (_, to) => answer[to]);
    }
  }

  const took = await contest(rounds, {
    transitions: () => board.forEach(transitions),
    facts: () => board.forEach(({ lead, context }) => engine.facts(lead, context)),
    tenCans: () => board.forEach(tenCans),
    perMove: async () => {
      for (const { known } of board) await perMove(known);
    },
    forAll: async () => {
      for (const { known } of board) await forAll(known);
    },
  });

  const per = (name) => took[name] / BOARD;
  const times = (name) => took[name] / took.transitions;
  table.case("transitions", `${statuses.length} statuses of a lead given as an object, per lead`);
  table.time("transitions, with reasons and needs", per("transitions"), atMost(15e-3));
  table.ratio("XState, a can per status", per("tenCans"), times("tenCans"), atLeast(1));
  table.ratio("json-rules-engine, a run per status", per("perMove"), times("perMove"), atLeast(10));
  table.ratio("json-rules-engine, one run for all", per("forAll"), times("forAll"));
  table.time("facts, for canMove", per("facts"));
}

/** Throws unless each lead may be moved to each status as `decide` says. */
function checkAgainstRules(engine, leads, mayMove) {
  for (const [which, { lead, context }] of leads.entries()) {
    for (const [place, to] of engine.statuses.entries()) {
      const command = { id: "command", do: { changeStatus: { to } } };
      const isAccepted = engine.decide({ lead, command, context }).type === "accepted";
      if (mayMove(which, place) !== isAccepted) {
        throw new Error(`a peer errs: ${lead.status} → ${to}, ${JSON.stringify(context.actor)}`);
      }
    }
  }
}

/** Throws unless `canMove` gives the first reason that the table written by hand gives. */
function checkCodes({ codeName }, engine, leads, byName) {
  for (const { lead, context, known } of leads) {
    const facts = engine.facts(lead, context);
    for (const [place, to] of engine.statuses.entries()) {
      const number = engine.canMove(facts, place);
      const code = number === 0 ? null : codeName(number);
      if (code !== byName(known, to)) {
        throw new Error(`${lead.status} → ${to}: ${code}, but ${byName(known, to)} by hand`);
      }
    }
  }
}
