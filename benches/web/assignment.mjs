// An assignment of many leads: over columns beside the same program natively, and from objects beside the JSON form.

import { execFileSync } from "node:child_process";
import { atLeast, atMost, contest, median } from "./contest.mjs";

const AGENTS = 1000;
const NOW = "2026-05-11T03:30:00Z";

/** Plans of each in a round of the comparison with the native program, after one to warm up; the median of them counts. */
const RUNS = 7;

/** The JSON form is asked about fewer leads: it takes long, and a request has a largest length. */
const LEADS_IN_JSON = 100_000;

/** The statuses of the leads in turn, as numbers and as names; those of the first have no owner. */
const STATUSES = [
  [0, "unassigned"],
  [6, "notPicked"],
  [7, "missed"],
];

/** The made company that the host programs plan, too: `examples/hosts/README.md` describes it. */
const statusOf = (row) => STATUSES[row % STATUSES.length];
const hasOwner = (row) => row % STATUSES.length !== 0;
const ownerOf = (row) => (row * 7919) % AGENTS;
const capOf = (leads) => Math.floor((leads * 9) / 10 / AGENTS);

export async function measureAssignment(calliyo, native, leads, rounds, table) {
  const engine = new calliyo.Engine({});
  await measureColumns(engine, native, leads, rounds, table);
  await measureObjects(engine, leads, rounds, table);
  engine.free();
}

async function measureColumns(engine, native, leads, rounds, table) {
  const columns = engine.columns({ leads, agents: AGENTS });
  fillColumns(columns, leads);
  // As the native one, each is written where the one before was.
  let into;
  const plan = () => {
    into = engine.plan("assignment", columns, { now: NOW, into });
    return into;
  };
  const moved = movedBy(plan());

  const runs = { own: [], native: [] };
  for (let round = 0; round < rounds; round += 1) {
    const line = execFileSync(native, ["--own", "--leads", `${leads}`], { encoding: "utf8" });
    const [, took, count] = /^assign \d+: ([\d.]+) ms, (\d+) moved\n$/.exec(line) ?? [];
    if (Number(count) !== moved) {
      throw new Error(`${moved} leads are moved, but natively: ${line}`);
    }
    runs.native.push(Number(took));
    runs.own.push(medianOf(plan));
  }
  columns.free();

  const [own, natively] = [median(runs.own), median(runs.native)];
  table.case("assignment in typed arrays", `${leads} leads, ${AGENTS} agents`);
  table.time("native", natively);
  table.ratio("typed arrays", own, own / natively, atMost(2.5));
}

/** The median of a round. */
function medianOf(plan) {
  plan();
  const runs = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    plan();
    return performance.now() - start;
  });
  return median(runs);
}

async function measureObjects(engine, count, rounds, table) {
  const leads = Array.from({ length: count }, (_, row) => lead(row));
  const agents = agentsOf(leads);
  const few = leads.slice(0, LEADS_IN_JSON);
  const fewAgents = agentsOf(few);
  const columns = engine.columns({ leads: count, agents: AGENTS });
  let into;
  const filled = (fields) => () => {
    columns.fill({ leads, agents }, fields);
    into = engine.plan("assignment", columns, { now: NOW, into });
  };
  const named = filled({ leads: ["status", "capturedAt", "owner"] });
  const found = filled();
  const asJson = () => engine.assign({ run: "run-1", leads: few, agents: fewAgents, now: NOW });

  const took = await contest(rounds, { named, found, asJson });
  columns.free();

  const [perLead, perLeadInJson] = [took.named / count, took.asJson / few.length];
  table.case("assignment from objects", `${count} leads, ${AGENTS} agents, per lead`);
  table.time("three columns filled, and planned", perLead, atMost(60e-6));
  table.time("every column that there is, likewise", took.found / count);
  const times = perLeadInJson / perLead;
  table.ratio(`JSON form, ${few.length} leads`, perLeadInJson, times, atLeast(40));
}

function fillColumns(columns, leads) {
  // The first look at a column makes its memory, for which that of the module may grow: then all views are to be taken anew.
  viewsOf(columns);
  const { status, capturedAt, owner, hasOwners, cap, counter, held, state } = viewsOf(columns);
  cap.fill(capOf(leads));
  counter.fill(0n);
  held.fill(0);
  state.fill(0);
  for (let row = 0; row < leads; row += 1) {
    status[row] = statusOf(row)[0];
    capturedAt[row] = BigInt(row * 60_000);
    if (hasOwner(row)) {
      owner[row] = ownerOf(row);
      held[ownerOf(row)] += 1;
    } else {
      hasOwners[row >> 3] &= ~(1 << (row & 7));
    }
  }
}

function viewsOf({ leads, agents }) {
  const { status, capturedAt, owner, valid } = leads;
  const { cap, counter, held, state } = agents;
  return { status, capturedAt, owner, hasOwners: valid.owner, cap, counter, held, state };
}

function lead(row) {
  const at = new Date(row * 60_000).toISOString();
  return {
    id: `lead-${row}`,
    version: 1,
    status: statusOf(row)[1],
    statusSince: at,
    owner: hasOwner(row) ? `agent-${ownerOf(row)}` : null,
    capturedAt: at,
  };
}

function agentsOf(leads) {
  return Array.from({ length: AGENTS }, (_, row) => ({
    id: `agent-${row}`,
    role: "agent",
    cap: capOf(leads.length),
  }));
}

/** How many leads a plan moves: of the others it says that no agent has them. */
function movedBy({ agent }) {
  return agent.reduce((count, own) => count + (own === 0xffffffff ? 0 : 1), 0);
}
