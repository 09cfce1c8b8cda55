// `node tests/types/check.mjs <folder> <vector>…`: the types for TypeScript against every conformance vector.
//
// The folder has TypeScript below `node_modules`. Beside it the types, the examples and every vector as literals are
// written, and compiled. What the library accepts must compile; a request that it refuses for its shape must not, nor a
// value that was spoilt here.

import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

const [folder, ...vectors] = process.argv.slice(2);
const own = import.meta.dirname;
const types = join(own, "../../calliyo-wasm/types");
const sources = join(folder, "sources");

const rows = vectors.flatMap((path, place) => literals(vector(path), place));
write();
const errors = [...compile(), ...untold()];
const examples = readFileSync(join(own, "examples.ts"), "utf8").match(/^export function /gm).length;
errors.forEach((error) => console.log(error));
console.log(told());
console.log(`${rows.length + examples - errors.length} passed, ${errors.length} failed`);
process.exitCode = errors.length === 0 ? 0 : 1;

function vector(path) {
  const text = (file) => readFileSync(join(path, file), "utf8");
  return {
    name: basename(path),
    operation: text("operation").trimEnd(),
    request: upgraded(parsed(text("request.json"))),
    response: parsed(text("response.json")),
    policy: existsSync(join(path, "policy.json")) ? parsed(text("policy.json")) : undefined,
  };
}

/** The value of a JSON text; none when it is no JSON. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The value with a parent for calls and follow-ups of schema 1: types describe the present form alone. */
function upgraded(value) {
  if (value === null || typeof value !== "object") {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(upgraded);
  }
  const isRecord = "scheduledAt" in value || "durationSeconds" in value;
  const rename = (key) => (isRecord && key === "lead" ? "parent" : key);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [rename(key), upgraded(part)]));
}

/** What is to be compiled of a vector, and whether it may. */
function literals({ name, operation, request, response, policy }, place) {
  const row = (kind, type, value, compiles = true) => ({ name, operation, kind, type, value, compiles });
  const asked = `RequestOf<"${operation}">`;
  const answered = `AnswerOf<"${operation}">`;
  const rows = [];
  if (policy !== undefined) {
    rows.push(row("policy", "PolicyInput", policy));
  }
  if (response.type === "success") {
    rows.push(row("request", asked, request), row("answer", answered, response));
    const spoilt = [
      [asked, withSurplus(request, place)],
      [asked, withAnotherType(request, place)],
      [answered, withSurplus(response, place)],
      [answered, withAnotherType(response, place)],
      [`ResponseOf<"${operation}">`, shortened(response.result, place)],
    ];
    const changed = spoilt.filter(([, value]) => value !== undefined);
    rows.push(...changed.map(([type, value]) => row("spoilt", type, value, false)));
    return rows;
  }
  rows.push(row("failure", "Failure", response));
  // What has no operation, or is of a schema that is not known yet, has no type.
  const isTyped = ({ code }) => !["request.unknown_operation", "document.too_new"].includes(code);
  if (request !== undefined && response.errors.every(isTyped)) {
    const refused = response.errors.some(isOfShape);
    rows.push(row(refused ? "misshapen" : "refused", asked, request, !refused));
  }
  return rows;
}

/** Whether a type can see what was found: names of fields and of choices, what is missing, and kinds of values. */
function isOfShape({ code, path, params }) {
  const told = /^(missing field|unknown variant|invalid type)|is not a permission/;
  const isSeen = ["request.unknown_field", "request.too_deep", "event.unknown"].includes(code);
  // A stored document may be of any schema: it has no type.
  return (isSeen || (code === "request.malformed" && told.test(params.detail))) && !path.startsWith("document");
}

/** The value with a field too many in one of its objects; none without an object. */
function withSurplus(value, place) {
  return changed(value, place, (own) => isObject(own), (own) => ({ ...own, surplus: 0 }));
}

/** The value with something of another type in place of a text, number or boolean; none without one. */
function withAnotherType(value, place) {
  const isLeaf = (own) => own !== null && typeof own !== "object";
  return changed(value, place, isLeaf, (own) => (typeof own === "boolean" ? "yes" : true));
}

/** The value, or the first of a list, without one of its fields; none without a field. */
function shortened(value, place) {
  if (Array.isArray(value)) {
    const first = shortened(value[0], place);
    return first && [first, ...value.slice(1)];
  }
  const fields = Object.keys(isObject(value) ? value : {});
  if (fields.length === 0) {
    return undefined;
  }
  const { [fields[place % fields.length]]: _, ...rest } = value;
  return rest;
}

/** A copy of the value in which one of the parts that fit is changed: another one for every place. */
function changed(value, place, fits, change) {
  const copy = structuredClone({ value });
  const found = [];
  const look = (parent) => {
    for (const [key, part] of Object.entries(parent)) {
      // A stored document may be of any schema: it has no type.
      if (key !== "document" && fits(part)) {
        found.push(() => (parent[key] = change(part)));
      }
      if (key !== "document" && part !== null && typeof part === "object") {
        look(part);
      }
    }
  };
  look(copy);
  found[place % found.length]?.();
  return found.length === 0 ? undefined : copy.value;
}

function isObject(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** Writes the literals, a file for each operation: a line of comment, then a line of code, so that lines tell rows. */
function write() {
  rmSync(sources, { recursive: true, force: true });
  mkdirSync(sources, { recursive: true });
  for (const file of ["tsconfig.json", "examples.ts"]) {
    copyFileSync(join(own, file), join(sources, file));
  }
  for (const file of readdirSync(types)) {
    copyFileSync(join(types, file), join(sources, file));
  }
  const names = "AnswerOf, Failure, PolicyInput, RequestOf, ResponseOf";
  const head = `import type { ${names} } from "./operations.js";\nexport type { ${names} };\n`;
  for (const operation of new Set(rows.map((row) => row.operation))) {
    const listed = rows.filter((row) => row.operation === operation);
    const lines = listed.map(({ name, kind, type, value, compiles }, at) => {
      const comment = compiles ? `// ${name}: ${kind}` : `// @ts-expect-error ${name}: ${kind}`;
      return `${comment}\nexport const value${at}: ${type} = ${JSON.stringify(value)};\n`;
    });
    writeFileSync(join(sources, `${operation}.ts`), head + lines.join(""));
  }
}

/** What the compiler finds wrong: a text for each line of code that has not the fate it should have. */
function compile() {
  const compiler = join(folder, "node_modules/typescript/bin/tsc");
  const run = spawnSync(process.execPath, [compiler, "--project", sources, "--pretty", "false"], { encoding: "utf8" });
  if (run.error || run.signal) {
    throw run.error ?? new Error(`the compiler ended by ${run.signal}`);
  }
  const found = new Map();
  for (const line of run.stdout.split("\n")) {
    const place = /^(\S+)\((\d+),\d+\): error /.exec(line);
    if (place) {
      const [, file, number] = place;
      const lines = readFileSync(join(sources, basename(file)), "utf8").split("\n");
      const comment = [lines[number - 1], lines[number - 2]].find((own) => own?.startsWith("// "));
      found.set(`${file}:${number}`, `${line}\n  ${comment ?? ""}`);
    }
  }
  if (run.status !== 0 && found.size === 0) {
    throw new Error(run.stdout + run.stderr);
  }
  return [...found.values()];
}

/** The fields without documentation, which editors show where a name is written. */
function untold() {
  return readdirSync(types).flatMap((file) => {
    const lines = readFileSync(join(types, file), "utf8").split("\n");
    const isField = (line) => /^  (readonly )?\w+\??: .*;$/.test(line);
    const found = lines.filter((line, at) => isField(line) && !lines[at - 1].endsWith("*/"));
    return found.map((line) => `${file}: nothing tells what this is: ${line.trim()}`);
  });
}

/** What was compiled, in a line. */
function told() {
  const count = (kind) => rows.filter((row) => row.kind === kind).length;
  return (
    `compared ${vectors.length} vectors with the types: ${count("request")} requests, ${count("answer")} answers, ${count("failure")} failures, ` +
    `${count("policy")} policies and ${count("refused")} requests refused for their values compile; ` +
    `${count("misshapen")} misshapen requests and ${count("spoilt")} spoilt values do not; ${examples} examples hold`
  );
}
