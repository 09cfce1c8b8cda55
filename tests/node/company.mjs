// Made companies as records.

import { random } from "./harness.mjs";

export const NOW = "2026-05-15T13:00:00Z";

const HOUR = 3_600_000;

/** A company of so many leads and agents: sound leads, in the order of their ids. */
export function company(seed, leadCount, agentCount) {
  const below = random(seed);
  const one = (list) => list[below(list.length)];
  const maybe = (value) => (below(2) === 0 ? value : null);
  const ago = (hours) => new Date(Date.parse(NOW) - below(hours) * HOUR).toISOString();
  const ahead = () => new Date(Date.parse(NOW) + (below(200) - 100) * HOUR).toISOString();
  const branches = ["north", "south", "east"];
  const agents = Array.from({ length: agentCount }, (_, row) => ({
    id: `a${row}`,
    role: one(["agent", "agent", "agent", "manager", "nobody"]),
    branch: maybe(one(branches)),
    department: maybe(one(["sales", "care"])),
    cap: one([0, 3, 10, 40, null]),
    counter: maybe(below(5)),
    ...(below(4) === 0 ? { held: below(20) } : {}),
    receivedToday: below(3),
    state: one(["active", "active", "active", "away", "banned"]),
  }));
  const owner = () => (below(20) === 0 ? "gone" : agentCount === 0 ? "gone" : one(agents).id);
  const leads = Array.from({ length: leadCount }, (_, row) => {
    const id = `l${String(row).padStart(7, "0")}`;
    const status = one([
      "unassigned",
      "unassigned",
      "assigned",
      "busy",
      "notPicked",
      "interested",
      "missed",
      "customer",
    ]);
    const own = status === "unassigned" ? null : owner();
    const followUps =
      own === null || status === "customer" || below(4) > 0 ? [] : [followUp(id, own, ahead())];
    const isConverted = status === "customer";
    return {
      id,
      version: 1,
      status,
      statusSince: ago(3000),
      owner: own,
      lastOwner: maybe(owner()),
      capturedAt: ago(3000),
      priority: maybe(below(7) - 3),
      branch: maybe(one(branches)),
      department: maybe(one(["sales", "care"])),
      source: maybe(one(["web", "fair"])),
      campaign: maybe(one(["may", "june"])),
      tags: [...new Set([one(["hot", "cold"]), one(["big", "hot"])])].slice(below(3)),
      doNotCall: below(10) === 0,
      attempts: below(6),
      lastAttempt: maybe(ago(200)),
      liveCall: own !== null && below(10) === 0 ? liveCall(id, own, ago(30)) : null,
      followUps,
      conversion: isConverted ? conversion(own, ago(500), below) : null,
    };
  });
  return { leads, agents };
}

function followUp(lead, owner, at) {
  return { id: `f-${lead}`, parent: lead, owner, kind: "call", state: "open", at, scheduledAt: at };
}

function liveCall(lead, agent, startedAt) {
  return { id: `c-${lead}`, agent, direction: "outgoing", startedAt };
}

function conversion(agent, at, below) {
  const order = {
    amountMinor: below(100_000),
    taxMinor: below(2) === 0 ? below(1000) : null,
    currency: ["INR", "EUR"][below(2)],
    payment: ["paid", "refunded"][below(2)],
  };
  return { at, agent, order: below(3) === 0 ? null : order };
}

/** So many ended calls of agents on leads of a company. */
export function calls(seed, count, { leads, agents }) {
  const below = random(seed);
  const one = (list) => list[below(list.length)];
  return Array.from({ length: count }, (_, row) => {
    const status = one(["called", "busy", "noAnswer", "missed", "followUp", "rescheduled"]);
    return {
      id: `k${row}`,
      parent: one(leads).id,
      agent: one(agents).id,
      direction: status === "missed" ? "missed" : one(["incoming", "outgoing"]),
      status,
      startedAt: new Date(Date.parse(NOW) - below(5000) * 777_000).toISOString(),
      durationSeconds: status === "called" ? below(600) : 0,
      response: below(3) === 0 ? null : one(["interested", "busy"]),
      voided: below(15) === 0,
    };
  });
}
