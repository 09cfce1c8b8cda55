// Test runners that imitate a page lack these.
delete globalThis.TextDecoder;
delete globalThis.TextEncoder;

const calliyo = require("calliyo");

import("../scenario.mjs").then(({ scenario }) => console.log(scenario(calliyo)));
