// json-rules-engine: rules that refuse moves.

import { Engine } from "json-rules-engine";

const is = (fact, value) => ({ fact, operator: "equal", value });
const isNot = (fact, value) => ({ fact, operator: "notEqual", value });

/** Each refusal with its conditions, without the status that is asked for, and the statuses that it concerns. */
function refusals(statuses) {
  const others = statuses.filter((status) => status !== "unassigned");
  return [
    ["status.needs_follow_up", ["followUps"], [is("hasFollowUp", false), isNot("status", "followUps")]],
    ["status.needs_owner", others, [is("status", "unassigned")]],
    ["permission.denied", statuses, [is("mayMove", false)]],
    ["permission.denied", ["unassigned"], [is("mayAssign", false)]],
  ];
}

/** Asked for one move at a time, as the other peers are: the status is a fact. */
export function rulesPerMove(statuses) {
  const engine = new Engine();
  for (const [code, to, conditions] of refusals(statuses)) {
    const asked = { fact: "to", operator: "in", value: to };
    engine.addRule({ conditions: { all: [asked, ...conditions] }, event: { type: code } });
  }
  return async (known) => {
    const refused = [];
    for (const to of statuses) {
      const { events } = await engine.run({ ...known, to });
      refused.push(events.length > 0);
    }
    return refused;
  };
}

/** Asked once for all of them: a rule names the statuses that it refuses. */
export function rulesForAll(statuses) {
  const engine = new Engine();
  for (const [code, to, conditions] of refusals(statuses)) {
    engine.addRule({ conditions: { all: conditions }, event: { type: code, params: { to } } });
  }
  return async (known) => {
    const { events } = await engine.run(known);
    return statuses.map((to) => events.some((event) => event.params.to.includes(to)));
  };
}
