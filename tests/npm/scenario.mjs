// What every project does with the package, however it was built: an engine, a command, bare moves, a follow-up in local
// time, a policy that is refused, and a plan over columns.

const CONTEXT = { now: "2026-05-15T13:00:00Z", actor: { id: "import" } };

/** Takes the module and the zone of the policy, and gives the text of `expected.json`. */
export function scenario(calliyo, timeZone = { name: "Asia/Kolkata" }) {
  const { Engine, codeName } = calliyo;
  const engine = new Engine({ timeZone });
  const command = { id: "command-1", do: { captureLead: { id: "lead-1", owner: "asha" } } };
  const decision = engine.decide({ command, context: CONTEXT });
  const facts = engine.facts(decision.lead, CONTEXT);
  const moves = engine.statuses.map((status, place) => {
    const code = engine.canMove(facts, place);
    return [status, code === 0 ? null : codeName(code)];
  });
  const answer = {
    events: decision.events.map((event) => event.type),
    moves: Object.fromEntries(moves),
    followUpAt: engine.defaultFollowUpAt({ now: CONTEXT.now }),
    text: engine.call("isWorkingDay", '{"date": "2026-05-16"}'),
    refused: refusal(calliyo, { timeZone, followUps: { defaultSlotAt: "25:00" } }),
    plan: plan(engine),
  };
  engine.free();
  return JSON.stringify(answer, undefined, 2);
}

/** What is thrown for a policy with a fault. */
function refusal({ CalliyoError, Engine }, policy) {
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

/** The rows of the agents to which six leads go, in columns; the last two find no place. */
function plan(engine) {
  const leads = Array.from({ length: 6 }, (_, row) => ({
    id: `lead-${row}`,
    status: "unassigned",
    capturedAt: CONTEXT.now,
  }));
  const agents = ["asha", "bela"].map((id) => ({ id, role: "agent", cap: 2 }));
  const columns = engine.columns({ leads: leads.length, agents: agents.length });
  columns.fill({ leads, agents });
  const { agent } = engine.plan("assignment", columns, { now: CONTEXT.now });
  columns.free();
  return [...agent];
}
