// Leads of the default pipeline on every status, with and without follow-ups, under an agent, a manager and the host's own
// process: made by commands, as a program would have them.

export const NOW = "2026-05-15T13:00:00.000Z";

const LATER = "2026-05-18T13:00:00.000Z";

/** A sequence that looks random and is the same in each run (mulberry32). */
export function random(seed) {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const ACTORS = [
  { id: "host" },
  { id: "mira", role: "manager" },
  { id: "asha", role: "agent" },
  { id: "bala", role: "agent" },
];

/** Statuses that keep no open follow-up. */
const CLOSING = ["notInterested", "wrongNumber", "customer"];

/**
 * Leads, each with who would move it (`context`), the lead itself, and what a program of its own would know of both
 * (`known`).
 */
export function cases(engine, count) {
  const next = random(20_260_515);
  return Array.from({ length: count }, (_, number) => oneCase(engine, number, next));
}

function oneCase(engine, number, next) {
  const from = engine.statuses[next(engine.statuses.length)];
  const isOwned = from !== "unassigned";
  const hasFollowUp =
    from === "followUps" || (isOwned && !CLOSING.includes(from) && next(2) === 0);

  const deeds = [{ captureLead: { id: `lead-${number}`, owner: isOwned ? "asha" : null } }];
  if (hasFollowUp) {
    deeds.push({ scheduleFollowUp: { id: "follow-up-1", at: LATER } });
  }
  deeds.push({ changeStatus: { to: from } });
  const lead = carriedOut(engine, deeds);

  const actor = ACTORS[next(ACTORS.length)];
  const mayMove = actor.id === "asha" ? isOwned && from !== "customer" : actor.id !== "bala";
  const known = { status: from, hasFollowUp, mayMove, mayAssign: actor.role !== "agent" };
  return { lead, context: { now: NOW, actor }, known };
}

/** The lead that such commands of the host make. */
function carriedOut(engine, deeds) {
  const context = { now: NOW, actor: ACTORS[0] };
  let lead = null;
  for (const deed of deeds) {
    const decision = engine.decide({ lead, command: { id: "command", do: deed }, context });
    if (decision.type !== "accepted") {
      throw new Error(JSON.stringify(decision));
    }
    lead = decision.lead;
  }
  return lead;
}

/** The numbers of the cases and statuses that are asked for: more than a processor can learn the answers of. */
export function questions(count, cases, statuses) {
  const next = random(7);
  return Array.from({ length: count }, () => ({ which: next(cases), to: next(statuses) }));
}
