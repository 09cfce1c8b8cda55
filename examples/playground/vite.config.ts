import { defineConfig } from "vite";

import { offline } from "./offline/plugin.ts";

export default defineConfig({
  // Relative paths: the built folder may be served from anywhere.
  base: "./",
  plugins: [offline()],
  // The package loads its module from beside itself, which the bundling of dependencies would tear apart.
  optimizeDeps: { exclude: ["calliyo"] },
  // The package is built at the top of the repository.
  server: { fs: { allow: ["../.."] } },
  worker: { format: "es" },
  build: { target: "es2022", chunkSizeWarningLimit: 800 },
});
