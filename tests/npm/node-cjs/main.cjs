const calliyo = require("calliyo");

import("../scenario.mjs").then(({ scenario }) => console.log(scenario(calliyo)));
