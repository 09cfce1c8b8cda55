// Pages in headless Chromium, and the folders that they are served from.

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { once } from "node:events";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
};

/** What Chromium must not do in a test: look for updates, report home, or ask for rights that a container lacks. */
const FLAGS = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-gpu",
  "--disable-quic",
  "--disable-sync",
  "--no-first-run",
  "--no-sandbox",
];

/**
 * Serves folders on a free port of this machine: `{ "/": folder, "/package/": another }`. The longest prefix wins.
 *
 * @returns its origin, and `close`
 */
export async function serve(folders) {
  const prefixes = Object.keys(folders).sort((one, other) => other.length - one.length);
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const prefix = prefixes.find((own) => path.startsWith(own));
    const file = prefix && join(folders[prefix], normalize(`/${path.slice(prefix.length)}`));
    const found = file && (await stat(file).catch(() => undefined));
    if (!found) {
      response.writeHead(404).end();
      return;
    }
    const served = found.isDirectory() ? join(file, "index.html") : file;
    response.writeHead(200, { "content-type": TYPES[extname(served)] ?? "application/octet-stream" });
    createReadStream(served)
      .on("error", () => response.destroy())
      .pipe(response);
  });
  server.listen(0, "localhost");
  await once(server, "listening");
  return {
    origin: `http://localhost:${server.address().port}`,
    close: () => server.close(),
  };
}

/**
 * Opens a page, and gives what `use` makes of it. Whatever the page throws past its own code is thrown here.
 *
 * `CHROMIUM` names the program.
 */
export async function withPage(url, use) {
  const executablePath = process.env.CHROMIUM;
  if (!executablePath) {
    throw new Error("the environment variable CHROMIUM must name the browser");
  }
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  try {
    const page = await browser.newPage();
    const broken = new Promise((_, reject) => {
      page.on("pageerror", reject);
      page.on("requestfailed", (request) => reject(new Error(`${request.url()} cannot be loaded`)));
      page.on("response", (response) => {
        if (!response.ok()) reject(new Error(`${response.url()}: ${response.status()}`));
      });
    });
    // Where `use` ends first, nobody waits for it any more.
    broken.catch(() => {});
    const used = page.goto(url).then(() => use(page));
    used.catch(() => {});
    return await Promise.race([used, broken]);
  } finally {
    await browser.close();
  }
}

/** Opens a page, and waits for the text that it leaves in `globalThis.answer`. */
export function answerOf(url) {
  return withPage(url, async (page) => {
    const answer = await page.waitForFunction(() => globalThis.answer);
    return answer.jsonValue();
  });
}
