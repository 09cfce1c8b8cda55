import { existsSync } from "node:fs";

import { defineConfig } from "@playwright/test";

const PORT = Number(process.env["PLAYGROUND_PORT"] ?? 4179);
/** The system's browser, where there is one; else the one that Playwright installs. */
const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
/**
 * What the browser leaves out. The first two are pages on which the address bar shows suggestions: each window loads them, though
 * nobody sees it, which was a quarter of the work of a short test. The list takes the place of Playwright's, so the others are
 * those that it has and that matter to a page on this machine.
 */
const LEFT_OUT = [
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  "AimEnabled",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "LensOverlay",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
];

export default defineConfig({
  testDir: "tests",
  // The built page is tested, as it would be served anywhere.
  webServer: { command: `npx vite preview --port ${PORT} --strictPort`, port: PORT },
  workers: 2,
  // So that a worker which is done takes over from the other what its file has left.
  fullyParallel: true,
  // Opening loads the engine and plays the sample company; a busy machine takes its time.
  expect: { timeout: 15_000 },
  timeout: 60_000,
  reporter: "list",
  use: {
    baseURL: `http://localhost:${PORT}/`,
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      ...(existsSync(CHROMIUM) && { executablePath: CHROMIUM }),
      // Without a locale, files would not get names of other letters.
      env: { ...process.env, LANG: "C.UTF-8" } as Record<string, string>,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        `--disable-features=${LEFT_OUT.join(",")}`,
      ],
    },
  },
});
