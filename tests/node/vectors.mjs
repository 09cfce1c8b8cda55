// Every conformance vector, asked through the JavaScript package.
//
// usage: node vectors.mjs <folder of the package> <folder of a vector>...
//
// Prints each difference and, last, `N passed, M failed`.

import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [packageFolder, ...vectors] = process.argv.slice(2);

const { Engine, call, initSync } = await import(
  pathToFileURL(resolve(packageFolder, "calliyo.js")).href
);
initSync({ module: readFileSync(join(packageFolder, "calliyo_bg.wasm")) });

/** One newline at the end of a file is not part of its text. */
function readText(folder, name) {
  return readFileSync(join(folder, name), "utf8").replace(/\n$/, "");
}

function answer(folder) {
  const operation = readText(folder, "operation");
  const request = readText(folder, "request.json");
  if (!existsSync(join(folder, "policy.json"))) {
    return call(operation, request);
  }
  const engine = new Engine(readText(folder, "policy.json"));
  try {
    return engine.call(operation, request);
  } finally {
    engine.free();
  }
}

let passed = 0;
let failed = 0;

function check(name, expected, ask) {
  let got;
  try {
    got = ask();
  } catch (error) {
    got = `${error}`;
  }
  if (got === expected) {
    passed += 1;
  } else {
    failed += 1;
    console.log(`${name}\n  expected ${expected}\n  got      ${got}`);
  }
}

for (const folder of vectors) {
  check(folder, readText(folder, "response.json"), () => answer(folder));
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
