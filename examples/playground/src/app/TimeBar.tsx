/** Time travel: now, the zone, the days on which the company works, and who acts. */

import { useEffect, useRef, useState } from "preact/hooks";

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
  const { actor, agents } = company;
  const travelBy = (millis: number) => attempt("Now cannot be set", () => request("travelBy", millis));
  return (
    <section class="time-bar" aria-label="Time travel">
      <Now company={company} />
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

/** How long nothing is typed before what stands there is meant. */
const PAUSE_MILLIS = 700;

/** Date and time of now. Halfway through a year or a month there is another one: what is typed counts after a pause, or when it is left. */
function Now({ company: { local } }: { company: Summary }) {
  const now = `${local.date}T${local.time.slice(0, 5)}`;
  /** What is being typed; none while now is shown. */
  const [typed, setTyped] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const travelTo = async (text: string | null) => {
    clearTimeout(timer.current);
    const [date, time] = text?.split("T") ?? [];
    if (date && time && text !== now) await attempt("Now cannot be set", () => request("travelTo", date, time));
  };
  const type = (text: string) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void travelTo(text), PAUSE_MILLIS);
  };
  return (
    <label class="now">
      <span class="unseen">Now, on the company's clocks</span>
      <Icon name="clock" />
      <input
        class="input"
        type="datetime-local"
        value={typed ?? now}
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Enter" && void travelTo(typed)}
        onBlur={() => void travelTo(typed).then(() => setTyped((latest) => (latest === typed ? null : latest)))}
      />
    </label>
  );
}
