/** The period that the reports look at: a day, a week, a month or a span, as the engine bounds it. */

import type { JSX } from "preact";
import { useMemo, useRef } from "preact/hooks";

import { date as showDate } from "../../app/format";
import { type Asked, useAsked, useCompany, useKept } from "../../app/hooks";
import { attempt } from "../../app/store";
import { ask } from "../../engine/client";
import type { Days, LocalDate, Period } from "../../engine/records";
import { Icon } from "../../ui/Icon";
import { Segments, Trouble } from "../../ui/parts";

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

export interface ChosenPeriod {
  choice: Choice;
  choose: (part: Partial<Choice>) => void;
  /** Turns to another kind of period; a span begins where the period before it does. */
  turnTo: (kind: Kind) => void;
  /** Goes to the day, week or month before or after. */
  step: (to: "before" | "after") => void;
  /** What the choice comes to. */
  bounds: Promise<Chosen>;
  asked: Asked<Chosen>;
}

/** A choice that begins with the month of the company's now, and what it comes to. */
export function usePeriod(): ChosenPeriod {
  const { revision, local } = useCompany();
  const { date } = local;
  const [choice, setChoice] = useKept<Choice>("period", () => ({ kind: "month", date, first: date, end: date }));
  const latest = useRef(choice);
  const changes = useRef<Promise<unknown>>(Promise.resolve());
  const bounds = useMemo(() => {
    const bounds = bound(choice);
    // Whoever asks hears of a refusal.
    bounds.catch(() => {});
    return bounds;
  }, [choice, revision]);
  const asked = useAsked(JSON.stringify(choice), () => bounds);

  const choose = (part: Partial<Choice>): void => {
    latest.current = { ...latest.current, ...part };
    setChoice(latest.current);
  };
  /** A change that must ask first: it begins where the one before it ends, and gives way to what is chosen meanwhile. */
  const change = (next: (from: Choice) => Promise<Partial<Choice>>): void => {
    changes.current = changes.current.then(() =>
      attempt("The period cannot be changed", async () => {
        const from = latest.current;
        const part = await next(from);
        if (latest.current === from) choose(part);
      }),
    );
  };
  const turnTo = (kind: Kind): void => {
    if (kind !== "between") return choose({ kind });
    change(async (from) => {
      const chosen = await bound(from);
      return { kind, ...(chosen && { first: chosen.first }) };
    });
  };
  const step = (to: "before" | "after"): void =>
    change(async (from) => {
      const chosen = await bound(from);
      return chosen ? { date: await dateAt(to === "before" ? justBefore(chosen.period.from) : chosen.period.to) } : {};
    });
  return { choice, choose, turnTo, step, bounds, asked };
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

export function PeriodPicker({ choice, choose, turnTo, step, asked }: ChosenPeriod): JSX.Element {
  const { result: chosen, trouble } = asked;
  const isStep = choice.kind === "day" || choice.kind === "week" || choice.kind === "month";
  return (
    <div class="period" role="group" aria-label="Period">
      <Segments
        label="Kind of period"
        options={KINDS}
        value={choice.kind}
        onChoose={turnTo}
      />
      {isStep && (
        <span class="steps">
          <button
            type="button"
            class="button small icon"
            aria-label={`The ${choice.kind} before`}
            onClick={() => step("before")}
          >
            <Icon name="back" />
          </button>
          <button
            type="button"
            class="button small icon"
            aria-label={`The ${choice.kind} after`}
            onClick={() => step("after")}
          >
            <Icon name="forward" />
          </button>
        </span>
      )}
      {isStep && (
        <DateInput label="Any date of it" value={choice.date} onInput={(date) => choose({ date })} />
      )}
      {choice.kind === "between" && (
        <>
          <DateInput label="From" value={choice.first} onInput={(first) => choose({ first })} />
          <span class="muted">up to, without</span>
          <DateInput label="Up to, without" value={choice.end} onInput={(end) => choose({ end })} />
        </>
      )}
      <span class="muted small" data-testid="period">
        {chosen === null ? "all there is" : chosen && `${showDate(chosen.first)} to ${showDate(chosen.last)}`}
      </span>
      <Trouble trouble={trouble} />
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
