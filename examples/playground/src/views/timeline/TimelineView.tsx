import { useState } from "preact/hooks";

import { day } from "../../app/format";
import { useAsked, useCompany } from "../../app/hooks";
import { goTo, linkToView, useRoute } from "../../app/route";
import type { EventLine, Summary } from "../../company/company";
import { request } from "../../engine/client";
import { LeadPicker } from "../../forms/LeadPicker";
import { Empty, Panel, Trouble } from "../../ui/parts";
import { Entry } from "./Entry";
import { LeadFacts } from "./LeadFacts";

const FIRST_LINES = 60;

export function TimelineView() {
  const company = useCompany();
  const lead = useRoute().params.get("lead");
  const [limit, setLimit] = useState(FIRST_LINES);
  const { result: lines, trouble } = useAsked(JSON.stringify([lead, limit]), () => request("lines", lead, limit));
  const leads = [...new Set(lines?.flatMap(({ event }) => event.lead ?? []))];
  const { result: names = {} } = useAsked(JSON.stringify(leads), () => request("leadNames", leads));
  return (
    <div class={lead === null ? "timeline-view" : "timeline-view of-lead"}>
      <div class="timeline-toolbar">
        <LeadPicker label="Lead" lead={lead} onPick={(picked) => goTo("timeline", picked === null ? {} : { lead: picked })} />
        {lead !== null && (
          <>
            <a class="button" href={linkToView("timeline")}>
              Events of all
            </a>
            <a class="button" href={linkToView("call", { lead })}>
              Log a call
            </a>
          </>
        )}
      </div>
      {lead !== null && <LeadFacts lead={lead} />}
      <Panel title={lead === null ? "Latest events" : "Events"} aside={lines && "newest first"}>
        <Trouble trouble={trouble} />
        {lines?.length === 0 && <Empty>Nothing happened yet.</Empty>}
        {byDay(company, lines ?? []).map(([title, ofDay]) => (
          <section key={title} aria-label={title}>
            <h3 class="timeline-day">{title}</h3>
            <ol>
              {ofDay.map((line) => (
                <Entry key={line.event.id} line={line} leadName={lead === null && line.event.lead ? (names[line.event.lead] ?? line.event.lead) : null} />
              ))}
            </ol>
          </section>
        ))}
        {lines?.length === limit && (
          <p class="body">
            <button type="button" class="button" onClick={() => setLimit((latest) => latest * 2)}>
              Show more
            </button>
          </p>
        )}
      </Panel>
    </div>
  );
}

/** The lines under the local day of each, days in the order of the lines. */
function byDay(company: Summary, lines: EventLine[]): [day: string, lines: EventLine[]][] {
  const days = new Map<string, EventLine[]>();
  for (const line of lines) {
    const title = day(company, line.event.at);
    days.set(title, [...(days.get(title) ?? []), line]);
  }
  return [...days];
}
