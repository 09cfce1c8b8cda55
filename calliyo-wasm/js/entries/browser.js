// Browsers and bundlers: the module lies beside this file.

import { init as initFrom } from "../module.js";

export * from "../calliyo.js";

export default function init(source = new URL("./calliyo.wasm", import.meta.url)) {
  return initFrom(source);
}
