// The WebAssembly module, and how it comes into being. `calliyo-glue` is what wasm-bindgen writes.

import start, { initSync as startSync } from "calliyo-glue";

/** What the module exports, once it is there. */
let exported;

/** The promise of a module that is under way, so that it is fetched once. */
let underWay;

/**
 * Gets the module ready: from its address, a response, its bytes, or compiled already. Once is enough, and more is
 * harmless; after a failure it can be tried again.
 *
 * @param {URL | string | Request | Response | BufferSource | WebAssembly.Module | Promise<Response>} source
 * @returns {Promise<void>}
 */
export async function init(source) {
  if (exported !== undefined) {
    return;
  }
  underWay ??= started(source).finally(() => {
    underWay = undefined;
  });
  await underWay;
}

/**
 * Gets the module ready at once, from its bytes or compiled already.
 *
 * @param {BufferSource | WebAssembly.Module} module
 */
export function initSync(module) {
  if (exported === undefined) {
    const compiled =
      module instanceof WebAssembly.Module ? module : new WebAssembly.Module(module);
    exported = startSync({ module: own(compiled) });
  }
}

async function started(source) {
  const module = own(await compiled(await source));
  exported = await start({ module_or_path: module });
}

/** The module, compiled from wherever it comes. */
async function compiled(source) {
  if (source instanceof WebAssembly.Module) {
    return source;
  }
  const isAddress =
    typeof source === "string" ||
    source instanceof URL ||
    (typeof Request === "function" && source instanceof Request);
  const given = isAddress ? await fetch(source) : source;
  if (typeof Response !== "function" || !(given instanceof Response)) {
    return WebAssembly.compile(given);
  }
  if (!given.ok) {
    throw new Error(`the module was not fetched from ${given.url}: ${given.status}`);
  }
  // Only what a server calls by its name is compiled while it comes in.
  const isNamed = given.headers.get("Content-Type") === "application/wasm";
  return isNamed && WebAssembly.compileStreaming !== undefined
    ? WebAssembly.compileStreaming(given)
    : WebAssembly.compile(await given.arrayBuffer());
}

/** A module of calliyo. Any other one is refused before the glue has taken it, which could take no other afterwards. */
function own(module) {
  if (!WebAssembly.Module.exports(module).some(({ name }) => name === "rawengine_new")) {
    throw new TypeError("the WebAssembly module is not that of calliyo");
  }
  return module;
}

/** Throws where the module is not there: a call would fail with words that help nobody. */
export function needModule() {
  if (exported === undefined) {
    throw new Error("calliyo is not ready: `await init()` first");
  }
}

/** Throws where the module has no columns. */
export function needColumns() {
  if (exported.rawcolumns_new === undefined) {
    throw new Error("lead.wasm has no columns: take slim.wasm, or the entry `calliyo`");
  }
}

/** The memory of the module. Its buffer is another one whenever it has grown. */
export function memory() {
  return exported.memory;
}
