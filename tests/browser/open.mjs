// Opens a page and prints the text that it leaves in `globalThis.answer`.
//
// usage: node open.mjs <folder> [<path of the page in it>]

import { answerOf, serve } from "./browser.mjs";

const [folder, path = ""] = process.argv.slice(2);

const server = await serve({ "/": folder });
try {
  console.log(await answerOf(`${server.origin}/${path}`));
} finally {
  server.close();
}
