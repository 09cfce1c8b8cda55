/** What saving came to: the events, or the reasons against it. */

import { linkToView } from "../../app/route";
import type { SavedForm } from "../../company/company";
import { Findings, Panel } from "../../ui/parts";

export function Outcome({ saved }: { saved: SavedForm }) {
  if (saved.type === "stored") {
    return (
      <Panel title="Saved" aside={<span class="badge good">stored</span>}>
        <p class="body small">It belongs to no lead, so there was nothing to decide.</p>
      </Panel>
    );
  }
  if (saved.type === "rejected") {
    return (
      <Panel title="Refused" aside={<span class="badge bad">nothing happened</span>}>
        <div class="body">
          <Findings of={saved.reasons} tone="bad" />
        </div>
      </Panel>
    );
  }
  const { events, warnings, lead } = saved;
  return (
    <Panel title="Saved" aside={lead && <a href={linkToView("timeline", { lead: lead.id })}>Timeline</a>}>
      <div class="body consequences">
        <ol class="event-list">
          {events.map(({ id, type }) => (
            <li key={id} class="mono">
              {type}
            </li>
          ))}
        </ol>
        <Findings of={warnings} tone="warn" />
      </div>
    </Panel>
  );
}
