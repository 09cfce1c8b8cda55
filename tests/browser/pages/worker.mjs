import { ask } from "./ask.mjs";

onmessage = async ({ data: { entry, questions } }) => postMessage(await ask(entry, questions));
