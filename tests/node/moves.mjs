// Moves asked of plain numbers, beside the operation that tells all about them.
//
// usage: node moves.mjs <folder of the package>
//
// Prints each failure and, last, `N passed, M failed`.

import assert from "node:assert/strict";

import { check } from "./harness.mjs";
import { load } from "./package.mjs";

const [packageFolder] = process.argv.slice(2);
const { CalliyoError, Engine, codeName } = await load(packageFolder);

const NOW = "2026-05-15T13:00:00Z";
const AHEAD = "2026-05-16T10:00:00Z";

const { pipeline } = new Engine({}).defaultPolicy({});
const ids = pipeline.statuses.map((status) => status.id);

/** Policies whose moves differ. */
const POLICIES = {
  "the default": {},
  "allowed moves": {
    pipeline: {
      ...pipeline,
      allowedMoves: [
        { from: "assigned", to: "busy", roles: ["agent"] },
        { from: "busy", to: "interested", roles: ["agent", "manager"] },
        { from: "busy", to: "followUps", roles: ["agent"] },
        { from: "interested", to: "customer", roles: ["manager"] },
      ],
    },
  },
  "other statuses": {
    pipeline: {
      ...pipeline,
      statuses: [
        ...pipeline.statuses.slice().reverse(),
        { ...pipeline.statuses.find((status) => status.id === "busy"), id: "later", name: "Later" },
      ],
    },
  },
};

/** The leads and contexts that differ in what a move can depend on. */
function* cases(engine) {
  const live = { id: "k1", agent: "a1", direction: "outgoing", startedAt: "2026-05-15T12:55:00Z" };
  const open = {
    id: "f1",
    parent: "l1",
    owner: "a1",
    kind: "call",
    state: "open",
    at: AHEAD,
    scheduledAt: AHEAD,
  };
  for (const status of [...engine.statuses, "no such status"]) {
    for (const owner of [null, "a1", "a2"]) {
      for (const liveCall of [null, live]) {
        for (const followUps of [[], [open]]) {
          for (const conversion of [null, { at: NOW, agent: "a1" }]) {
            for (const schema of [undefined, 99]) {
              for (const role of [null, "agent", "manager", "admin", "no such role"]) {
                const lead = {
                  schema,
                  id: "l1",
                  version: 1,
                  status,
                  statusSince: NOW,
                  capturedAt: NOW,
                  owner,
                  liveCall,
                  followUps,
                  conversion,
                };
                yield { lead, context: { now: NOW, actor: { id: "a1", role } } };
              }
            }
          }
        }
      }
    }
  }
}

const ofPolicies = Object.fromEntries(
  Object.entries(POLICIES).map(([name, policy]) => [
    `a move is answered as by transitions: ${name}`,
    () => {
      const engine = new Engine(policy);
      const codes = new Map();
      for (const { lead, context } of cases(engine)) {
        const facts = engine.facts(lead, context);
        assert.ok(Number.isSafeInteger(facts) && facts >= 0);
        const transitions = engine.transitions({ lead, context });
        const inText = JSON.parse(engine.call("transitions", JSON.stringify({ lead, context })));
        assert.deepEqual(transitions, inText.result);
        assert.deepEqual(
          transitions.map((own) => own.status),
          [...engine.statuses],
        );
        transitions.forEach((expected, to) => {
          const refused = engine.canMove(facts, to);
          const code = refused === 0 ? null : codeName(refused);
          assert.equal(
            code,
            expected.code,
            `${expected.status} of ${JSON.stringify({ lead, context })}`,
          );
          assert.equal(refused === 0, expected.allowed);
          codes.set(code, (codes.get(code) ?? 0) + 1);
        });
      }
      assert.ok(codes.size > 4 && codes.get(null) > 100, "the cases are no cases");
      engine.free();
    },
  ]),
);

check({
  ...ofPolicies,
  "leads of the same facts share an answer that nobody can change": () => {
    const engine = new Engine({});
    const [request] = cases(engine);
    const answer = engine.transitions(request);
    const like = { ...request, lead: { ...request.lead, id: "l2", name: "Another" } };
    assert.equal(engine.transitions(like), answer);
    const untouched = structuredClone(answer);
    assert.throws(() => answer.pop(), TypeError);
    for (const transition of answer) {
      assert.throws(() => transition.needs.push("owner"), TypeError);
      assert.throws(() => (transition.name = ""), TypeError);
    }
    assert.deepEqual(answer, untouched);
  },
  "what is no status is refused as unknown": () => {
    const engine = new Engine({});
    const [{ lead, context }] = cases(engine);
    const facts = engine.facts(lead, context);
    for (const to of [ids.length, -1, 0.5, NaN, Infinity, 2 ** 32, undefined, "busy", null]) {
      assert.equal(codeName(engine.canMove(facts, to)), "status.unknown", `${to}`);
    }
  },
  "numbers that are no facts get some answer": () => {
    const engine = new Engine({});
    for (const facts of [0, -1, 0.5, NaN, Infinity, -Infinity, 2 ** 53, 2 ** 64, undefined, "x"]) {
      ids.forEach((_, to) => {
        assert.equal(typeof codeName(engine.canMove(facts, to)), "string", `${facts}`);
      });
    }
  },
  "an answer does not depend on what was asked before": () => {
    const [one, other] = [new Engine({}), new Engine({})];
    const numbers = [
      ...Array.from({ length: 8192 }, (_, facts) => facts),
      ...Array.from({ length: 53 }, (_, bit) => 2 ** bit),
      ...[-1, -0, 0.5, 15.5, NaN, Infinity, undefined, null, "3", [4], true],
    ];
    const places = [...ids.keys(), ids.length, ids.length + 1, -1, 0.5, NaN, 2 ** 32, "2", null];
    const questions = numbers.flatMap((facts) => places.map((to) => [facts, to]));
    const answersOf = (engine, asked) => asked.map(([facts, to]) => engine.canMove(facts, to));
    const answers = answersOf(one, questions);
    assert.ok(new Set(answers).size > 4, "the questions are no questions");
    assert.deepEqual(answersOf(other, [...questions].reverse()).reverse(), answers);
    assert.deepEqual(answersOf(one, questions), answers);
    other.free();
    assert.throws(() => other.canMove(0, 0), /freed/);
  },
  "facts of leads of the usual kind are small": () => {
    for (const policy of Object.values(POLICIES)) {
      const engine = new Engine(policy);
      for (const { lead, context } of cases(engine)) {
        if (lead.schema === undefined && engine.contradictions({ lead, now: NOW }).length === 0) {
          assert.ok(engine.facts(lead, context) < 4096, JSON.stringify({ lead, context }));
        }
      }
    }
  },
  "a lead or a context that cannot be read is told with its path": () => {
    const engine = new Engine({});
    const [{ lead, context }] = cases(engine);
    assert.throws(
      () => engine.facts({}, context),
      (error) => error instanceof CalliyoError && error.path.startsWith("lead."),
    );
    assert.throws(
      () => engine.facts(lead, { now: NOW }),
      (error) => error.path === "context.actor",
    );
    assert.throws(() => engine.facts(undefined, context), CalliyoError);
  },
  "a number of no code has no name": () => {
    for (const number of [0, -1, 100_000, NaN]) {
      assert.equal(codeName(number), undefined);
    }
  },
});
