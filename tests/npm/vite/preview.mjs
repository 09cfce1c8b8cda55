// Opens what was built, as `vite preview` serves it.

import { preview } from "vite";
import { answerOf } from "../browser/browser.mjs";

const server = await preview({ preview: { port: 0 }, logLevel: "error" });
try {
  console.log(await answerOf(server.resolvedUrls.local[0]));
} finally {
  await server.close();
}
