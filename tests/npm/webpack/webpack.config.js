// All else is as webpack has it: wasm that is named by `new URL` becomes a file of its own. What is required by an older
// script is only built.
const page = {
  mode: "production",
  entry: { main: "./main.js", required: "./required.cjs" },
};

// A server, bundled as frameworks do it whose pages share its addresses: those are none that Node can open.
const server = {
  mode: "production",
  target: "node",
  entry: { server: "./server.js" },
  module: { parser: { javascript: { url: "relative" } } },
};

module.exports = [page, server];
