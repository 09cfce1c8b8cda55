// The JavaScript package in Node beside its peers. `cargo xtask bench web` builds and installs all that it takes.
//
// usage: node --expose-gc main.mjs --package <its folder> --native <program of `bench ffi`> [options]

import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

const HELP = `Measures the JavaScript package in Node beside its peers.

usage: cargo xtask bench web [options]

  --leads N     leads of the assignment; 1000000 if not given
  --rounds N    rounds, in each of which everybody is measured; 9 if not given
`;

const { values } = parseArgs({
  options: {
    package: { type: "string" },
    native: { type: "string" },
    leads: { type: "string", default: "1000000" },
    rounds: { type: "string", default: "9" },
    help: { type: "boolean", short: "h", default: false },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit();
}
const [leads, rounds] = [values.leads, values.rounds].map(Number);
if (!(leads >= 1000 && rounds >= 1)) {
  console.error("1000 leads and a round are the least");
  process.exit(1);
}

// Only now: help is there before the peers are installed.
const { Table } = await import("./contest.mjs");
const { measureMoves, measureTransitions } = await import("./moves.mjs");
const { measureDecisions } = await import("./decisions.mjs");
const { measureSlots } = await import("./slots.mjs");
const { measureAssignment } = await import("./assignment.mjs");

const calliyo = await import(pathToFileURL(resolve(join(values.package, "node.js"))).href);
const engine = new calliyo.Engine({ timeZone: { name: "Asia/Kolkata" } });
const table = new Table();
await measureMoves(calliyo, engine, rounds, table);
await measureTransitions(engine, rounds, table);
await measureDecisions(engine, rounds, table);
await measureSlots(calliyo, rounds, table);
await measureAssignment(calliyo, values.native, leads, rounds, table);
table.close();
