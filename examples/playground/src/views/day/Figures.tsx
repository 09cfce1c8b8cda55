/** The numbers of the day. */

import type { ComponentChildren } from "preact";

import { count, duration, money } from "../../app/format";
import { useAnswer } from "../../app/hooks";
import type { AgentId } from "../../engine/records";
import { Meter, Trouble } from "../../ui/parts";

export function Figures({ agent }: { agent: AgentId }) {
  const { result, trouble } = useAnswer(
    "dashboard",
    {},
    { agent: { agent }, agents: "agents", leads: "leads", calls: "calls", now: "now", actor: "actor" },
  );
  // The place is kept, so that nothing below moves away when the numbers come.
  if (!result) return trouble ? <Trouble trouble={trouble} /> : <div class="day-figures panel" aria-busy="true" />;
  const { target, calls, followUps, queue, conversionsToday, revenueToday } = result;
  return (
    <dl class="day-figures panel">
      <Figure label="Calls today" value={count(target.calls)} of={`of ${count(target.target)}`}>
        {target.progress && <Meter label="Progress to the daily target" rate={target.progress} />}
      </Figure>
      <Figure label="Connected" value={count(calls.connected)} of={`of ${count(calls.attempts)} attempts`} />
      <Figure label="Talk time" value={duration(calls.talkSeconds)} />
      <Figure label="Overdue" value={count(followUps.overdue)} tone={followUps.overdue > 0 ? "bad" : ""} />
      <Figure label="Due today" value={count(followUps.dueToday)} />
      <Figure label="Queue" value={count(queue.queue)} of="leads" />
      <Figure label="Held" value={count(queue.held)} of={queue.cap === null ? "no cap" : `of ${queue.cap}`}>
        {queue.filled && <Meter label="Held leads against the cap" rate={queue.filled} />}
      </Figure>
      <Figure
        label="Sold today"
        value={count(conversionsToday)}
        of={revenueToday.map(({ amountMinor, currency }) => money(amountMinor, currency)).join(", ")}
      />
    </dl>
  );
}

interface FigureProps {
  label: string;
  value: string;
  of?: string;
  tone?: "bad" | "";
  children?: ComponentChildren;
}

function Figure({ label, value, of, tone = "", children }: FigureProps) {
  return (
    <div class={`day-figure ${tone}`}>
      <dt>{label}</dt>
      <dd>
        <strong>{value}</strong> {of && <span class="muted small">{of}</span>}
        {children}
      </dd>
    </div>
  );
}
