/** Whom to call next, in the order of the engine. */

import { count, moment } from "../../app/format";
import { statusIn, useAnswer, useAsked, useCompany } from "../../app/hooks";
import { linkToView } from "../../app/route";
import { request } from "../../engine/client";
import type { AgentId, QueueGroup } from "../../engine/records";
import { QUEUE_GROUPS } from "../../forms/words";
import { Icon } from "../../ui/Icon";
import { Rows } from "../../ui/Rows";
import { Empty, Panel, Trouble } from "../../ui/parts";

const TONES: Record<QueueGroup, string> = { overdue: "bad", dueToday: "warn", stalled: "warn", fresh: "accent", waiting: "", later: "" };

export function Queue({ agent }: { agent: AgentId }) {
  const company = useCompany();
  const { result: queue, trouble } = useAnswer(
    "queue",
    { agent },
    { leads: "leads", agents: "agents", now: "now", actor: "actor" },
  );
  const leads = queue?.map(({ lead }) => lead) ?? [];
  const { result: names = {} } = useAsked(JSON.stringify(leads), () => request("leadNames", leads));
  return (
    <Panel title="Queue" aside={queue && `${count(queue.length)} leads`}>
      <Trouble trouble={trouble} />
      {queue?.length === 0 && <Empty>Nobody is left to call.</Empty>}
      <ol class="queue">
        <Rows of={queue ?? []}>
          {({ lead, group, since, status }) => (
            <li key={lead} class="row">
              <span class="dot" data-stage={statusIn(company, status)?.stage} />
              <div class="row-text">
                <a href={linkToView("timeline", { lead })}>{names[lead] ?? lead}</a>
                <span class="muted small">
                  {statusIn(company, status)?.name}
                  {since && `, ${moment(company, since)}`}
                </span>
              </div>
              <span class={`badge ${TONES[group]}`}>{QUEUE_GROUPS[group]}</span>
              <a class="button quiet small icon" href={linkToView("call", { lead })} aria-label={`Log a call with ${names[lead] ?? lead}`}>
                <Icon name="phone" />
              </a>
            </li>
          )}
        </Rows>
      </ol>
    </Panel>
  );
}
