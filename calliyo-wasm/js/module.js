// The WebAssembly module, and how it comes into being. `calliyo-glue` is what wasm-bindgen writes.

import start, { initSync as startSync } from "calliyo-glue";

/** Whether the module is there to be called. */
let isReady = false;

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
  if (isReady) {
    return;
  }
  underWay ??= start({ module_or_path: source }).then(
    () => {
      isReady = true;
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
  if (!isReady) {
    startSync({ module });
    isReady = true;
  }
}

/** Throws where the module is not there: a call would fail with words that help nobody. */
export function needModule() {
  if (!isReady) {
    throw new Error("calliyo is not ready: `await init()` first");
  }
}
