// Prints how large the modules of the package are, beside what they may be by `sizes.json`, and fails where one is larger.
// usage: node sizes.mjs <folder of the package>

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const folder = process.argv[2];
const budgets = JSON.parse(readFileSync(new URL("../sizes.json", import.meta.url), "utf8"));

function brotli(bytes) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return brotliCompressSync(bytes, { params }).length;
}

const row = (...cells) => console.log(cells.map((cell, column) => column ? cell.padStart(26) : cell.padEnd(18)).join(""));
const figure = (bytes) => bytes.toLocaleString("en");

row("bytes (at most)", "raw", "gzip", "brotli");
const above = [];
for (const [file, budget] of Object.entries(budgets)) {
  const bytes = readFileSync(join(folder, file));
  const sizes = { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotli(bytes) };
  row(file, ...Object.entries(sizes).map(([kind, size]) => `${figure(size)} (${figure(budget[kind])})`));
  for (const [kind, size] of Object.entries(sizes)) {
    if (!(size <= budget[kind])) above.push(`${file}: ${figure(size)} bytes ${kind} are more than ${figure(budget[kind])}`);
  }
}
if (above.length > 0) {
  console.error(`${above.join("\n")}\nMake the module smaller, or raise calliyo-wasm/sizes.json and say why.`);
  process.exit(1);
}
