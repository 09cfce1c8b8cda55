import init, * as calliyo from "calliyo";
import { scenario } from "../scenario.mjs";

init().then(() => {
  globalThis.answer = scenario(calliyo);
});
