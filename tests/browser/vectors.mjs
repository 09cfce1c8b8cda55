// Every conformance vector, asked in headless Chromium: from a page that imports the package, and from a worker of it.
//
// usage: node vectors.mjs <folder in which browser.mjs is installed> <folder of the package> <folder of a vector>...
//
// Prints each difference and, last, `N passed, M failed`. A vector passes where page and worker answer alike.

import { readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { readVector } from "../node/package.mjs";

const [browserFolder, packageFolder, ...folders] = process.argv.slice(2);

const { serve, withPage } = await import(
  pathToFileURL(resolve(browserFolder, "browser.mjs")).href
);

/** The module that a browser gets for `calliyo`, as the package says: the first condition that is met counts. */
function entry() {
  const description = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
  let found = description.exports["."];
  while (typeof found !== "string") {
    const met = Object.keys(found).find((own) => ["browser", "import", "default"].includes(own));
    found = found[met];
  }
  return new URL(found, "http://localhost/package/").pathname;
}

const vectors = folders.map(readVector);
const server = await serve({ "/": join(import.meta.dirname, "pages"), "/package/": packageFolder });
const answers = await withPage(`${server.origin}/vectors.html?${entry()}`, (page) =>
  page.evaluate((vectors) => globalThis.askBoth(vectors), vectors),
);
server.close();

let failed = 0;
for (const [index, folder] of folders.entries()) {
  const expected = vectors[index].response;
  const others = Object.keys(answers).filter((place) => answers[place][index] !== expected);
  for (const place of others) {
    console.log(`${basename(folder)}, ${place}\n  expected ${expected}\n  got      ${answers[place][index]}`);
  }
  failed += others.length > 0 ? 1 : 0;
}

console.log(`${folders.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
