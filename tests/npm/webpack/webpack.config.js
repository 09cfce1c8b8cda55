// All else is as webpack has it: wasm that is named by `new URL` becomes a file of its own.
module.exports = {
  mode: "production",
  entry: "./main.js",
};
