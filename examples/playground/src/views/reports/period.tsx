/** The period that the reports look at: a day, a week, a month or a span, as the engine bounds it. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { date as showDate } from "../../app/format";
import { useAsked, useCompany } from "../../app/hooks";
import { ask } from "../../engine/client";
import type { Days, LocalDate, Period } from "../../engine/records";
import { Icon } from "../../ui/Icon";
import { Segments } from "../../ui/parts";

const KINDS = { day: "Day", week: "Week", month: "Month", between: "Span", ever: "Ever" };
type Kind = keyof typeof KINDS;

/** What is chosen: `date` lies in the day, week or month; a span runs from `first` up to, and without, `end`. */
export interface Choice {
  kind: Kind;
  date: LocalDate;
  first: LocalDate;
  end: LocalDate;
}

/** A chosen period with the local dates at its ends, both in it; null = ever. */
export type Chosen = { period: Period; first: LocalDate; last: LocalDate } | null;

/** A choice that begins with the month of the company's now, and what it comes to. */
export function usePeriod(): { choice: Choice; choose: (choice: Choice) => void; chosen: Chosen | undefined } {
  const { date } = useCompany().local;
  const [choice, choose] = useState<Choice>({ kind: "month", date, first: date, end: date });
  const { result: chosen } = useAsked(JSON.stringify(choice), () => bound(choice));
  return { choice, choose, chosen };
}

async function bound(choice: Choice): Promise<Chosen> {
  if (choice.kind === "ever") return null;
  const period = await ask("period", { of: daysOf(choice) });
  if (period === null) return null;
  const [first, last] = await Promise.all([dateAt(period.from), dateAt(justBefore(period.to))]);
  return { period, first, last };
}

function daysOf({ kind, date, first, end }: Choice): Days {
  switch (kind) {
    case "day":
      return { day: date };
    case "week":
      return { week: date };
    case "between":
      return { between: { from: first, toExclusive: end } };
    default:
      return { month: date };
  }
}

async function dateAt(at: string): Promise<LocalDate> {
  return (await ask("toLocal", { at })).date;
}

function justBefore(at: string): string {
  return new Date(Date.parse(at) - 1).toISOString();
}

interface PickerProps {
  choice: Choice;
  chosen: Chosen | undefined;
  onChoose: (choice: Choice) => void;
}

export function PeriodPicker({ choice, chosen, onChoose }: PickerProps): JSX.Element {
  const goTo = async (at: string) => onChoose({ ...choice, date: await dateAt(at) });
  const isStep = choice.kind === "day" || choice.kind === "week" || choice.kind === "month";
  return (
    <div class="period" role="group" aria-label="Period">
      <Segments
        label="Kind of period"
        options={KINDS}
        value={choice.kind}
        onChoose={(kind) => onChoose({ ...choice, kind, ...(chosen && { first: chosen.first }) })}
      />
      {isStep && chosen && (
        <span class="steps">
          <button
            type="button"
            class="button small icon"
            aria-label={`The ${choice.kind} before`}
            onClick={() => void goTo(justBefore(chosen.period.from))}
          >
            <Icon name="back" />
          </button>
          <button
            type="button"
            class="button small icon"
            aria-label={`The ${choice.kind} after`}
            onClick={() => void goTo(chosen.period.to)}
          >
            <Icon name="forward" />
          </button>
        </span>
      )}
      {isStep && (
        <DateInput label="Any date of it" value={choice.date} onInput={(date) => onChoose({ ...choice, date })} />
      )}
      {choice.kind === "between" && (
        <>
          <DateInput label="From" value={choice.first} onInput={(first) => onChoose({ ...choice, first })} />
          <span class="muted">up to, without</span>
          <DateInput label="Up to, without" value={choice.end} onInput={(end) => onChoose({ ...choice, end })} />
        </>
      )}
      <span class="muted small" data-testid="period">
        {chosen === null ? "all there is" : chosen && `${showDate(chosen.first)} to ${showDate(chosen.last)}`}
      </span>
    </div>
  );
}

function DateInput(props: { label: string; value: LocalDate; onInput: (date: LocalDate) => void }): JSX.Element {
  return (
    <input
      class="input date"
      type="date"
      aria-label={props.label}
      value={props.value}
      onInput={(event) => event.currentTarget.value !== "" && props.onInput(event.currentTarget.value)}
    />
  );
}
