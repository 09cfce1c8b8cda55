import { clock } from "../../app/format";
import { agentName, useCompany } from "../../app/hooks";
import { linkToView } from "../../app/route";
import type { EventLine } from "../../company/company";
import type { Event } from "../../engine/records";
import { Icon, type IconName } from "../../ui/Icon";
import { sentence } from "../../ui/parts";

/** By the first part of an event's type. */
const ICONS: Record<string, IconName> = {
  lead: "person",
  call: "phone",
  followup: "clock",
  note: "timeline",
  order: "check",
  settings: "settings",
};

interface Props {
  line: EventLine;
  /** Of which lead it is told, where the list is of many. */
  leadName: string | null;
}

/** An event: its line, and below it the event itself for whoever opens it. */
export function Entry({ line: { event, text }, leadName }: Props) {
  const company = useCompany();
  return (
    <li class="event-entry">
      <span class="entry-icon" data-type={event.type}>
        <Icon name={iconOf(event)} size={14} />
      </span>
      <details>
        <summary>
          <time dateTime={event.at}>{clock(company, event.at)}</time>
          <span class="entry-text">
            {leadName !== null && (
              <>
                <strong>
                  <bdi>{leadName}</bdi>
                </strong>{" "}
              </>
            )}
            {sentence(text ?? event.type)}
          </span>
          <span class="muted entry-actor">{agentName(company, event.actor)}</span>
          <span class="badge mono">{event.type}</span>
        </summary>
        {leadName !== null && event.lead !== null && <a href={linkToView("timeline", { lead: event.lead })}>Timeline of {leadName}</a>}
        <pre class="mono" tabIndex={0} aria-label={`The event ${event.id} as JSON`}>
          {JSON.stringify(event, null, 2)}
        </pre>
      </details>
    </li>
  );
}

function iconOf({ type }: Event): IconName {
  if (type === "lead.status_changed") return "move";
  if (type === "lead.converted") return "check";
  return ICONS[type.split(".")[0] ?? ""] ?? "timeline";
}
