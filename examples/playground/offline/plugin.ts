/** Adds a service worker to the build that keeps every built file in a cache. */

import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";

import type { Plugin } from "vite";

export function offline(): Plugin {
  return {
    name: "offline",
    apply: "build",
    generateBundle: {
      // After everything else, the page among it, is in the bundle.
      order: "post",
      handler(_options, bundle) {
        const files = ["./", ...readdirSync("public"), ...Object.keys(bundle)];
        const contents = Object.values(bundle).map((file) => (file.type === "asset" ? file.source : file.code));
        const hash = createHash("sha256");
        for (const content of contents) hash.update(content);
        const source = readFileSync(new URL("./service-worker.js", import.meta.url), "utf8")
          .replace("__FILES__", JSON.stringify(files))
          .replace("__CACHE__", JSON.stringify(`calliyo-${hash.digest("hex").slice(0, 16)}`));
        this.emitFile({ type: "asset", fileName: "service-worker.js", source });
      },
    },
  };
}
