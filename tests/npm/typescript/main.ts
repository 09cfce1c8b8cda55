// The scenario with types: everything that comes out of the package is one, and every union is told apart by its fields.

import { CalliyoError, Engine, codeName } from "calliyo";
import type { Code, PolicyInput } from "calliyo";

const timeZone = { name: "Asia/Kolkata" };
const now = "2026-05-15T13:00:00Z";
const context = { now, actor: { id: "import" } };

function refusal(policy: PolicyInput): { code: Code; path: string } | null {
  try {
    new Engine(policy).free();
  } catch (error) {
    if (error instanceof CalliyoError) {
      return { code: error.code, path: error.path };
    }
    throw error;
  }
  return null;
}

function plan(engine: Engine): number[] {
  const leads = Array.from({ length: 6 }, (_, row) => ({
    id: `lead-${row}`,
    status: "unassigned",
    capturedAt: now,
  }));
  const agents = ["asha", "bela"].map((id) => ({ id, role: "agent", cap: 2 }));
  const columns = engine.columns({ leads: leads.length, agents: agents.length });
  columns.fill({ leads, agents });
  const { agent }: { agent: Uint32Array } = engine.plan("assignment", columns, { now });
  columns.free();
  return [...agent];
}

const engine = new Engine({ timeZone });
const command = { id: "command-1", do: { captureLead: { id: "lead-1", owner: "asha" } } };
const decision = engine.decide({ command, context });
if (decision.type === "rejected") {
  throw new Error(decision.reasons.map((reason) => reason.message).join("; "));
}
if (decision.lead === null) {
  throw new Error("a lead that was captured is there");
}
const facts: number = engine.facts(decision.lead, context);
const moves = engine.statuses.map((status, place): [string, Code | null] => {
  const code = engine.canMove(facts, place);
  return [status, code === 0 ? null : (codeName(code) ?? null)];
});
const transitions = engine.transitions({ lead: decision.lead, context });
if (transitions.some(({ allowed }, place) => allowed !== (engine.canMove(facts, place) === 0))) {
  throw new Error("canMove says something else than transitions");
}
// @ts-expect-error leads of the same facts share the answer
export const own: { name: string; needs: string[] } | undefined = transitions[0];
const answer = {
  events: decision.events.map((event) => event.type),
  moves: Object.fromEntries(moves),
  followUpAt: engine.defaultFollowUpAt({ now }),
  text: engine.call("isWorkingDay", '{"date": "2026-05-16"}'),
  refused: refusal({ timeZone, followUps: { defaultSlotAt: "25:00" } }),
  plan: plan(engine),
};
engine.free();
console.log(JSON.stringify(answer, undefined, 2));
