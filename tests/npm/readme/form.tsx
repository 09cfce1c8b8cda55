// A page around the form of the README: a lead, its agent, and what becomes of the call.

import { createRoot } from "react-dom/client";
import init, { Engine, defaultPolicy } from "calliyo";

import { LogCall } from "./blocks/LogCall.js";
import { save } from "./blocks/save.js";

declare global {
  /** Shows the form. */
  var show: () => void;
  /** Whether it can be shown. */
  var isReady: true;
  /** What the last call that was saved led to. */
  var saved: { type: string; status: string | undefined; events: string[] };
}

await init("node_modules/calliyo/calliyo.wasm");
const engine = new Engine({ timeZone: { name: "Asia/Kolkata" } });
const { responses } = defaultPolicy({}).forms;
const actor = { id: "asha", role: "agent" };
const lead = {
  id: "lead-1",
  status: "busy",
  owner: "asha",
  statusSince: "2026-05-15T09:00:00Z",
  capturedAt: "2026-05-11T09:00:00Z",
};

globalThis.show = () => {
  const root = createRoot(document.body.appendChild(document.createElement("main")));
  root.render(
    <LogCall
      engine={engine}
      responses={responses}
      lead={lead}
      actor={actor}
      onSave={(form) => {
        const context = { now: new Date().toISOString(), actor, owner: lead.owner };
        const verdict = save(engine, lead, form, context, () => crypto.randomUUID());
        globalThis.saved =
          verdict.type === "accepted"
            ? { type: verdict.type, status: verdict.lead?.status, events: verdict.events.map(({ type }) => type) }
            : { type: verdict.type, status: undefined, events: [] };
      }}
    />,
  );
};
globalThis.isReady = true;
