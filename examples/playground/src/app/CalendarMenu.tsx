/** Zone and working days of the company, in a box that opens below its button. */

import { useId, useState } from "preact/hooks";

import { WEEKDAYS, type CalendarEdit } from "../company/calendar";
import type { Summary } from "../company/company";
import { request } from "../engine/client";
import { Icon } from "../ui/Icon";
import { date } from "./format";
import { attempt } from "./store";

export function CalendarMenu({ company }: { company: Summary }) {
  const { policy, local, isWorkingDay } = company;
  const { workingDays, holidays } = policy.calendar;
  const [holiday, setHoliday] = useState("");
  const box = useId();
  const zones = useId();
  const change = (edit: CalendarEdit) => attempt("The calendar cannot be changed", () => request("editCalendar", edit));
  const add = async () => {
    if (holiday === "") return;
    await change({ holiday, isHoliday: true });
    setHoliday((latest) => (latest === holiday ? "" : latest));
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
            onChange={(event) => void change({ timeZone: event.currentTarget.value })}
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
                <input
                  type="checkbox"
                  checked={workingDays.includes(weekday)}
                  onChange={(event) => void change({ weekday, isWorking: event.currentTarget.checked })}
                />
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
                  onClick={() => void change({ holiday: day, isHoliday: false })}
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
