/** A run over very many leads, in a worker of its own: what page and worker say to each other. */

import type { Policy, Timestamp } from "../../engine/records";

/** What to run. */
export interface BigRunRequest {
  policy: Policy;
  now: Timestamp;
  leads: number;
  agents: number;
}

/** How far the run is, and how long each step took, in milliseconds. */
export type BigRunReply =
  | { step: "loaded" }
  | { step: "made"; millis: number }
  | { step: "filled"; millis: number }
  | { step: "planned"; millis: number; line: string; received: Uint32Array }
  | { step: "failed"; message: string };

/** Starts the run; `onReply` hears of every step. Returns how to stop it. */
export function startBigRun(request: BigRunRequest, onReply: (reply: BigRunReply) => void): () => void {
  const worker = new Worker(new URL("./big-run.worker.ts", import.meta.url), { type: "module", name: "big run" });
  worker.addEventListener("message", ({ data }: MessageEvent<BigRunReply>) => {
    onReply(data);
    if (data.step === "planned" || data.step === "failed") worker.terminate();
  });
  worker.postMessage(request);
  return () => worker.terminate();
}
