import init, * as calliyo from "calliyo";
// esbuild does not follow `new URL`: it is told of the file, and gives its name.
import wasm from "calliyo/calliyo.wasm";
import { scenario } from "../scenario.mjs";

await init(new URL(wasm, import.meta.url));
postMessage(scenario(calliyo));
