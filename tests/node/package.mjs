// The package under test, and what tests of it share.

import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** The package of a folder, as Node imports it: with a query once more, as if for the first time. */
export function load(folder, query = "") {
  return import(pathToFileURL(resolve(folder, "node.js")).href + query);
}

/** A conformance vector. One newline at the end of a file is not part of its text. */
export function readVector(folder) {
  const text = (name) => readFileSync(join(folder, name), "utf8").replace(/\n$/, "");
  return {
    operation: text("operation"),
    policy: existsSync(join(folder, "policy.json")) ? text("policy.json") : undefined,
    request: text("request.json"),
    response: text("response.json"),
  };
}
