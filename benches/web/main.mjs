// The JavaScript package in Node beside its peers. `cargo xtask bench web` builds and installs all that it takes.
//
// usage: node --expose-gc main.mjs <folder of the package> <program of `bench ffi`> [options]

import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { measureAssignment } from "./assignment.mjs";
import { Table } from "./contest.mjs";
import { measureDecisions } from "./decisions.mjs";
import { measureMoves, measureTransitions } from "./moves.mjs";
import { measureSlots } from "./slots.mjs";

const HELP = `Measures the JavaScript package in Node beside its peers.

usage: cargo xtask bench web [options]

  --leads N     leads of the assignment; 1000000 if not given
  --rounds N    rounds, in each of which everybody is measured; 9 if not given
`;

const [packageFolder, native, ...options] = process.argv.slice(2);
const { values } = parseArgs({
  args: options,
  options: {
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

const calliyo = await import(pathToFileURL(resolve(join(packageFolder, "node.js"))).href);
const engine = new calliyo.Engine({ timeZone: { name: "Asia/Kolkata" } });
const table = new Table();
await measureMoves(calliyo, engine, rounds, table);
await measureTransitions(engine, rounds, table);
await measureDecisions(engine, rounds, table);
await measureSlots(calliyo, rounds, table);
await measureAssignment(calliyo, native, leads, rounds, table);
table.close();
