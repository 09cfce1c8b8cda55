// What the JavaScript package adds to the answers themselves: how a refused policy is thrown, and what comes after.
//
// usage: node binding.mjs <folder of the package>
//
// Prints each failure and, last, `N passed, M failed`.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [packageFolder] = process.argv.slice(2);

const { Engine, call, initSync } = await import(
  pathToFileURL(resolve(packageFolder, "calliyo.js")).href
);
initSync({ module: readFileSync(join(packageFolder, "calliyo_bg.wasm")) });

const behaviours = {
  "a policy that is no document throws an Error whose message is a JSON document": () => {
    assert.throws(
      () => new Engine("no JSON"),
      (error) => error instanceof Error && typeof JSON.parse(error.message) === "object",
    );
  },
  "calls work after a policy was refused": () => {
    assert.throws(() => new Engine("no JSON"));
    JSON.parse(call("version", "{}"));
  },
  "an unknown operation gets an answer and throws nothing": () => {
    JSON.parse(call("there is no such operation", "{}"));
  },
  "a lone surrogate in a request is answered": () => {
    JSON.parse(call("version", '{"\uD800": 1}'));
  },
};

let passed = 0;
let failed = 0;
for (const [behaviour, holds] of Object.entries(behaviours)) {
  try {
    holds();
    passed += 1;
  } catch (error) {
    failed += 1;
    console.log(`${behaviour}\n${error.stack}`);
  }
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
