/** What supervisors look at: calls in progress, and leads without a next step. */

import { count, duration, span } from "../../app/format";
import { agentName, useAnswer, useAsked, useCompany } from "../../app/hooks";
import { linkToView } from "../../app/route";
import { request } from "../../engine/client";
import { Rows } from "../../ui/Rows";
import { Empty, Panel, Trouble } from "../../ui/parts";

export function LiveCalls() {
  const company = useCompany();
  const { result: calls, trouble } = useAnswer("liveCalls", {}, { leads: "leads", agents: "agents", now: "now", actor: "actor" });
  const leads = calls?.map(({ lead }) => lead) ?? [];
  const { result: names = {} } = useAsked(JSON.stringify(leads), () => request("leadNames", leads));
  return (
    <Panel title="Live calls" aside={calls && `${count(calls.length)} in the company`}>
      <Trouble trouble={trouble} />
      {calls?.length === 0 && <Empty>Nobody is on the phone.</Empty>}
      <ul>
        <Rows of={calls ?? []}>
          {({ lead, call, ageSeconds, lost }) => (
            <li key={call.id} class="row">
              <div class="row-text">
                <a href={linkToView("timeline", { lead })}>{names[lead] ?? lead}</a>
                <span class="muted small">
                  {agentName(company, call.agent)}, {call.direction}
                </span>
              </div>
              <span class={`badge ${lost ? "bad" : "good"}`}>{lost ? "lost" : duration(ageSeconds)}</span>
            </li>
          )}
        </Rows>
      </ul>
    </Panel>
  );
}

export function Stalled() {
  const company = useCompany();
  const { result: stalled, trouble } = useAnswer("stalled", {}, { leads: "leads", agents: "agents", actor: "actor" });
  const leads = stalled?.map(({ lead }) => lead) ?? [];
  const { result: names = {} } = useAsked(JSON.stringify(leads), () => request("leadNames", leads));
  return (
    <Panel title="Stalled" aside={stalled && `${count(stalled.length)} in the company`}>
      <Trouble trouble={trouble} />
      {stalled?.length === 0 && <Empty>Every lead has a next step.</Empty>}
      <ul class="stalled">
        <Rows of={stalled ?? []}>
          {({ lead, owner, since }) => (
            <li key={lead} class="row">
              <div class="row-text">
                <a href={linkToView("timeline", { lead })}>{names[lead] ?? lead}</a>
                <span class="muted small">{agentName(company, owner)}</span>
              </div>
              <span class="muted small">{span(company, since)}</span>
            </li>
          )}
        </Rows>
      </ul>
    </Panel>
  );
}
