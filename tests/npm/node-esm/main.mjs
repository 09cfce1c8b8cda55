import * as calliyo from "calliyo";
import { scenario } from "../scenario.mjs";

// Loaded while it is imported; in Node this does nothing, and code that runs in browsers as well need not know.
await calliyo.default();

console.log(scenario(calliyo));
