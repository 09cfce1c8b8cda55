// A call that is logged with a follow-up, which moves the lead: objects go in, events come out.

import { atMost, contest } from "./contest.mjs";
import { cases } from "./cases.mjs";

const CALLS = 1000;

export async function measureDecisions(engine, rounds, table) {
  const workable = ({ lead, known }) => known.mayMove && !known.hasFollowUp && !["unassigned", "customer"].includes(lead.status);
  const requests = cases(engine, 10 * CALLS).filter(workable).slice(0, CALLS).map(request);
  for (const own of requests) {
    const { type, events } = engine.decide(own);
    if (type !== "accepted" || events.length < 3) {
      throw new Error(`the call is not logged: ${JSON.stringify(engine.decide(own))}`);
    }
  }
  const took = await contest(rounds, {
    decide: () => requests.forEach((own) => engine.decide(own)),
  });
  table.case("decide", "a logged call with a follow-up, which moves the lead, per call");
  table.time("object in, events out", took.decide / CALLS, atMost(15e-3));
}

function request({ lead, context }, number) {
  const logCall = {
    call: { id: `call-${number}`, status: "followUp", durationSeconds: 95 },
    followUp: { id: `new-${number}`, at: "2026-05-19T05:00:00Z" },
  };
  return { lead, command: { id: `command-${number}`, do: { logCall } }, context };
}
