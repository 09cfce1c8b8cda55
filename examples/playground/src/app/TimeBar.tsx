/** Time travel: now, the zone, the days on which the company works, and who acts. */

import type { Summary } from "../company/company";
import { request } from "../engine/client";
import { Icon } from "../ui/Icon";
import { attempt } from "./store";
import { CalendarMenu } from "./CalendarMenu";

const HOUR = 3_600_000;
const STEPS = [
  { label: "Back a day", text: "−1 d", millis: -24 * HOUR },
  { label: "Back an hour", text: "−1 h", millis: -HOUR },
  { label: "On an hour", text: "+1 h", millis: HOUR },
  { label: "On a day", text: "+1 d", millis: 24 * HOUR },
];

export function TimeBar({ company }: { company: Summary }) {
  const { local, actor, agents } = company;
  const travelTo = async (text: string) => {
    const [date, time] = text.split("T");
    if (date && time) await attempt("Now cannot be set", () => request("travelTo", date, time));
  };
  const travelBy = (millis: number) => attempt("Now cannot be set", () => request("travelBy", millis));
  return (
    <section class="time-bar" aria-label="Time travel">
      <label class="now">
        <span class="unseen">Now, on the company's clocks</span>
        <Icon name="clock" />
        <input
          class="input"
          type="datetime-local"
          value={`${local.date}T${local.time.slice(0, 5)}`}
          onChange={(event) => void travelTo(event.currentTarget.value)}
        />
      </label>
      <div class="steps" role="group" aria-label="Steps in time">
        {STEPS.map(({ label, text, millis }) => (
          <button
            key={label}
            type="button"
            class="button small"
            aria-label={label}
            onClick={() => void travelBy(millis)}
          >
            {text}
          </button>
        ))}
      </div>
      <CalendarMenu company={company} />
      <label class="actor">
        <span class="muted">Acting</span>
        <select
          class="input"
          aria-label="Acting"
          value={actor ?? ""}
          onChange={(event) => void request("setActor", event.currentTarget.value || null)}
        >
          <option value="">The company itself</option>
          {company.policy.people.roles.map((role) => (
            <optgroup key={role.id} label={role.name}>
              {agents
                .filter((agent) => agent.role === role.id)
                .map((agent) => (
                  <option key={agent.id} value={agent.id}>
                    {agent.name ?? agent.id}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </label>
    </section>
  );
}
