// What the JavaScript package adds to the answers themselves: how a refused policy is thrown, and what comes after.
//
// usage: node binding.mjs <folder of the package>
//
// Prints each failure and, last, `N passed, M failed`.

import assert from "node:assert/strict";

import { load } from "./package.mjs";

const [packageFolder] = process.argv.slice(2);

const { CalliyoError, Engine, call } = await load(packageFolder);
const behaviours = {
  "a policy that is no document throws a CalliyoError": () => {
    assert.throws(() => new Engine("no JSON"), CalliyoError);
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
