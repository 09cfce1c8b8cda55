// The module for a page that shows a lead: it answers as every other one, and refuses what it does not have.
//
// usage: node lead.mjs <folder of the package>
//
// Prints each failure and, last, `N passed, M failed`.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { check } from "./harness.mjs";
import { load, readVector } from "./package.mjs";

const [packageFolder] = process.argv.slice(2);
const own = (file) => resolve(packageFolder, file);

const whole = await load(packageFolder);
const small = await import(pathToFileURL(own("slim.js")).href);
small.initSync(readFileSync(own("lead.wasm")));

const VECTORS = fileURLToPath(new URL("../vectors/", import.meta.url));
const vectors = readdirSync(VECTORS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => ({ name, ...readVector(resolve(VECTORS, name)) }));

const ofLead = new Set(small.OPERATIONS.filter((own) => own.isOfLead).map(({ name }) => name));

/** The policy with the bytes of its time zone: the module has none. */
function withZone(policy) {
  const { timeZone, ...rest } = JSON.parse(policy);
  if (timeZone?.name === undefined || timeZone.data) {
    return policy;
  }
  const data = readFileSync(own(`zones/${timeZone.name}.tzif`), "base64");
  return JSON.stringify({ ...rest, timeZone: { ...timeZone, data } });
}

/** What a vector is answered with, as text. */
function answerTo({ operation, policy, request }) {
  if (policy === undefined) {
    return small.call(operation, request);
  }
  const engine = new small.Engine(withZone(policy));
  const answer = engine.call(operation, request);
  engine.free();
  return answer;
}

check({
  "what is asked about a lead is answered as by every module": () => {
    // It tells of the zones in the module.
    const asked = vectors.filter(({ operation }) => ofLead.has(operation) && operation !== "version");
    assert.equal(new Set(asked.map(({ operation }) => operation)).size, ofLead.size - 1);
    for (const vector of asked) {
      assert.equal(answerTo(vector), vector.response, vector.name);
    }
  },
  "a method is answered as a text is": () => {
    const engines = [new small.Engine({}), new whole.Engine({})];
    const command = { id: "c-1", do: { captureLead: { id: "lead-1", owner: "asha" } } };
    const context = { now: "2026-05-15T13:00:00Z", actor: { id: "asha", role: "agent" } };
    const [one, other] = engines.map((engine) => {
      const { lead, events } = engine.decide({ command, context });
      const facts = engine.facts(lead, context);
      const moves = engine.statuses.map((_, status) => engine.canMove(facts, status));
      const transitions = engine.transitions({ lead, context });
      return { lead, events, facts, moves, transitions, codes: moves.map(small.codeName) };
    });
    assert.deepEqual(one, other);
    assert.ok(one.codes.includes("status.needs_follow_up"));
  },
  "any other operation is unknown": () => {
    const engine = new small.Engine({});
    const others = small.OPERATIONS.filter(({ isOfLead }) => !isOfLead);
    assert.ok(others.length > 40);
    for (const { name } of others) {
      assert.throws(() => engine[name]({}), { code: "request.unknown_operation" }, name);
    }
    assert.throws(() => small.defaultPolicy({}), { code: "request.unknown_operation" });
  },
  "there are no columns": () => {
    assert.throws(() => new small.Engine({}).columns({ leads: 1 }), /lead\.wasm has no columns/);
  },
});
