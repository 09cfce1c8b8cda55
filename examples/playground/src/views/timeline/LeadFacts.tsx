/** Where a lead stands. */

import { moment, money } from "../../app/format";
import { agentName, statusIn, useAsked, useCompany } from "../../app/hooks";
import { request } from "../../engine/client";
import type { LeadId } from "../../engine/records";
import { Panel, Trouble } from "../../ui/parts";

export function LeadFacts({ lead: id }: { lead: LeadId }) {
  const company = useCompany();
  const { result: lead, trouble } = useAsked(id, () => request("lead", id));
  if (!lead) return <Trouble trouble={trouble} />;
  const status = statusIn(company, lead.status);
  const order = lead.conversion?.order;
  const facts: [string, string][] = [
    ["Owner", agentName(company, lead.owner)],
    ["Number", lead.phone ?? "–"],
    ["Came in", moment(company, lead.capturedAt)],
    ["Source", [lead.source, lead.campaign].filter(Boolean).join(", ") || "–"],
    ["Branch", lead.branch ?? "–"],
    ["Tags", lead.tags.join(", ") || "–"],
    ["Attempts", String(lead.attempts)],
    ["Ever connected", lead.connectedEver ? "yes" : "no"],
    ["Next follow-up", lead.followUps[0] ? moment(company, lead.followUps[0].at) : "–"],
    ["Order", order ? `${order.plan ?? "unnamed"}, ${money(order.amountMinor, order.currency)}` : "–"],
    ["Version", String(lead.version)],
  ];
  return (
    <Panel
      title={lead.name ?? lead.id}
      aside={
        <span class="badge">
          <span class="dot" data-stage={status?.stage} />
          {status?.name ?? lead.status}
        </span>
      }
    >
      <dl class="body lead-facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
