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
  underWay ??= start({ module_or_path: source }).then(
    (own) => {
      exported = own;
    },
    (error) => {
      underWay = undefined;
      throw error;
    },
  );
  await underWay;
}

/**
 * Gets the module ready at once, from its bytes or compiled already.
 *
 * @param {BufferSource | WebAssembly.Module} module
 */
export function initSync(module) {
  exported ??= startSync({ module });
}

/** Throws where the module is not there: a call would fail with words that help nobody. */
export function needModule() {
  if (exported === undefined) {
    throw new Error("calliyo is not ready: `await init()` first");
  }
}

/** The memory of the module. Its buffer is another one whenever it has grown. */
export function memory() {
  return exported.memory;
}
