/** Changes of the calendar, one at a time: each is made to the calendar as it is by then, so that none undoes another. */

import type { LocalDate, Policy, Weekday } from "../engine/records";

export const WEEKDAYS: readonly Weekday[] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

export type CalendarEdit =
  | { timeZone: string }
  | { weekday: Weekday; isWorking: boolean }
  | { holiday: LocalDate; isHoliday: boolean };

/** The policy with another zone, working day or holiday. */
export function withCalendar(policy: Policy, edit: CalendarEdit): Policy {
  if ("timeZone" in edit) return { ...policy, timeZone: { name: edit.timeZone, data: null } };
  const { workingDays, holidays } = policy.calendar;
  if ("weekday" in edit) {
    const days = WEEKDAYS.filter((day) => (day === edit.weekday ? edit.isWorking : workingDays.includes(day)));
    return { ...policy, calendar: { ...policy.calendar, workingDays: days } };
  }
  const others = holidays.filter((day) => day !== edit.holiday);
  const days = edit.isHoliday ? [...others, edit.holiday].sort() : others;
  return { ...policy, calendar: { ...policy.calendar, holidays: days } };
}
