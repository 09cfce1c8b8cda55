# The runtime of edge workers, with what esbuild made: a script, and the module of WebAssembly that it imports.

using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (services = [(name = "main", worker = .worker)]);

const worker :Workerd.Worker = (
  modules = [
    (name = "main.js", esModule = embed "dist/main.js"),
    (name = "calliyo.wasm", wasm = embed "dist/calliyo.wasm"),
  ],
  compatibilityDate = "2026-04-01",
);
