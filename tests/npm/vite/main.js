import init, * as calliyo from "calliyo";
import { scenario } from "../scenario.mjs";

await init();
globalThis.answer = scenario(calliyo);
