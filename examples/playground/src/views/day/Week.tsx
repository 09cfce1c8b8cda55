/** The calls of the last days against the daily target. */

import { date, percent } from "../../app/format";
import { useAnswer, useCompany } from "../../app/hooks";
import type { Agent, LocalDate } from "../../engine/records";
import { Panel, Trouble } from "../../ui/parts";

const DAYS = 7;

export function Week({ agent }: { agent: Agent }) {
  const { local } = useCompany();
  const { result: days, trouble } = useAnswer(
    "coverage",
    { agents: [agent], first: daysBefore(local.date, DAYS - 1), last: local.date },
    { calls: "calls", actor: "actor" },
  );
  const most = Math.max(1, ...(days ?? []).map(({ calls, target }) => Math.max(calls, target)));
  return (
    <Panel title="Calls of the week" aside={days?.[0] && `target ${days[0].target} a day`}>
      <Trouble trouble={trouble} />
      <ol class="week">
        {days?.map(({ date: day, calls, target, progress }) => (
          <li key={day} class={calls >= target ? "reached" : ""} title={`${date(day)}: ${calls} of ${target}, ${percent(progress)}`}>
            <span class="week-count">{calls}</span>
            <span class="week-bar" style={{ "--height": `${(calls / most) * 100}%`, "--target": `${(target / most) * 100}%` }} />
            <span class="muted">{date(day).slice(0, 2)}</span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** A date on the calendar so many days earlier. */
function daysBefore(day: LocalDate, days: number): LocalDate {
  const earlier = new Date(`${day}T00:00:00Z`);
  earlier.setUTCDate(earlier.getUTCDate() - days);
  return earlier.toISOString().slice(0, 10);
}
