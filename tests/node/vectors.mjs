// Every conformance vector, asked through the JavaScript package: as text, and as values.
//
// usage: node vectors.mjs <folder of the package> <folder of a vector>...
//
// Prints each difference and, last, `N passed, M failed`.

import { load, readVector } from "./package.mjs";

const [packageFolder, ...vectors] = process.argv.slice(2);

const calliyo = await load(packageFolder);

/** What the method of an operation makes of a request, as an answer. */
function answerOf(asked, operation, request) {
  try {
    return JSON.stringify({ type: "success", result: asked[operation](request) });
  } catch (error) {
    if (!(error instanceof calliyo.CalliyoError)) {
      throw error;
    }
    return JSON.stringify({ type: "failure", errors: error.errors });
  }
}

/** The value of a request; none where it is no JSON, or where JavaScript does not hold it as it is. */
function valueOf(request) {
  try {
    return JSON.parse(request);
  } catch {
    return undefined;
  }
}

/** What is wrong with the answers to a vector, in words; none if nothing is. */
function difference({ operation, policy, request, response }) {
  const engine = policy === undefined ? undefined : new calliyo.Engine(policy);
  try {
    const asked = engine ?? calliyo;
    const answer = asked.call(operation, request);
    if (answer !== response) {
      return `  expected ${response}\n  got      ${answer}`;
    }
    const value = valueOf(request);
    if (value === undefined || asked[operation] === undefined) {
      return undefined;
    }
    // As values a request loses what JavaScript does not keep, such as a name that stands twice.
    const expected = asked.call(operation, JSON.stringify(value));
    const result = answerOf(asked, operation, value);
    return result === expected ? undefined : `  expected ${expected}\n  its method gives ${result}`;
  } finally {
    engine?.free();
  }
}

let passed = 0;
let failed = 0;
for (const folder of vectors) {
  let found;
  try {
    found = difference(readVector(folder));
  } catch (error) {
    found = error.stack;
  }
  if (found === undefined) {
    passed += 1;
  } else {
    failed += 1;
    console.log(`${folder}\n${found}`);
  }
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
