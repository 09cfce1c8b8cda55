/** Zone and working days of the company, in a box that opens below its button. */

import { useId, useState } from "preact/hooks";

import type { Summary } from "../company/company";
import { request } from "../engine/client";
import type { Policy, Weekday } from "../engine/records";
import { Icon } from "../ui/Icon";
import { date } from "./format";
import { attempt } from "./store";

const WEEKDAYS: Weekday[] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

export function CalendarMenu({ company }: { company: Summary }) {
  const { policy, local, isWorkingDay } = company;
  const { workingDays, holidays } = policy.calendar;
  const [holiday, setHoliday] = useState("");
  const box = useId();
  const zones = useId();
  const change = (edit: (policy: Policy) => void) => {
    const next = structuredClone(policy);
    edit(next);
    return attempt("The calendar cannot be changed", () => request("setPolicy", next));
  };
  const toggle = (weekday: Weekday) =>
    change(({ calendar }) => {
      calendar.workingDays = WEEKDAYS.filter((other) => workingDays.includes(other) !== (other === weekday));
    });
  const add = async () => {
    if (holiday === "") return;
    await change(({ calendar }) => void (calendar.holidays = [...new Set([...holidays, holiday])].sort()));
    setHoliday("");
  };
  return (
    <>
      <button type="button" class="button small" popovertarget={box}>
        <span>
          {policy.timeZone.name} {isWorkingDay ? <span class="muted">{local.designation}</span> : <span class="badge warn">no working day</span>}
        </span>
        <Icon name="down" size={12} />
      </button>
      <div id={box} popover="auto" class="popover calendar-menu" role="group" aria-label="Zone and working days">
        <div class="field">
          <label for={`${box}-zone`}>Time zone</label>
          <input
            id={`${box}-zone`}
            class="input"
            list={zones}
            value={policy.timeZone.name}
            onChange={(event) => {
              const name = event.currentTarget.value;
              void change((next) => void (next.timeZone = { name, data: null }));
            }}
          />
          <datalist id={zones}>
            {Intl.supportedValuesOf("timeZone").map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </div>
        <fieldset class="field">
          <legend class="label">Working days</legend>
          <div class="weekdays">
            {WEEKDAYS.map((weekday) => (
              <label key={weekday}>
                <input type="checkbox" checked={workingDays.includes(weekday)} onChange={() => void toggle(weekday)} />
                <span aria-hidden="true">{weekday.slice(0, 2)}</span>
                <span class="unseen">{weekday}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <div class="field">
          <label for={`${box}-holiday`}>Holidays</label>
          <div class="holiday-add">
            <input
              id={`${box}-holiday`}
              class="input"
              type="date"
              value={holiday}
              onInput={(event) => setHoliday(event.currentTarget.value)}
            />
            <button type="button" class="button" onClick={() => void add()}>
              Add
            </button>
          </div>
          <ul class="holidays">
            {holidays.map((day) => (
              <li key={day}>
                <span>{date(day)}</span>
                <button
                  type="button"
                  class="button quiet small icon"
                  aria-label={`Remove the holiday ${date(day)}`}
                  onClick={() =>
                    void change(({ calendar }) => void (calendar.holidays = holidays.filter((other) => other !== day)))
                  }
                >
                  <Icon name="close" />
                </button>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </>
  );
}
