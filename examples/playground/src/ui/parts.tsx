/** Small pieces that every view uses. */

import type { ComponentChildren } from "preact";

import type { Diagnostic, Rate } from "../engine/records";

/** The first letters of a name, as a round picture. */
export function Avatar({ name }: { name: string }) {
  const letters = name.split(/\s+/).map(firstLetter).slice(0, 2).join("").toUpperCase();
  return (
    <span class="avatar" aria-hidden="true">
      {letters}
    </span>
  );
}

const LETTERS = new Intl.Segmenter("en", { granularity: "grapheme" });

/** What a reader takes for the first letter: of an emoji, too, all of it. */
function firstLetter(word: string): string {
  const [first] = LETTERS.segment(word);
  return first?.segment ?? "";
}

/** What there is when there is nothing. */
export function Empty({ children }: { children: ComponentChildren }) {
  return <div class="empty">{children}</div>;
}

/** A panel with a heading. */
export function Panel({ title, aside, children }: { title: string; aside?: ComponentChildren; children: ComponentChildren }) {
  return (
    <section class="panel" aria-label={title}>
      <header>
        <h2>{title}</h2>
        {aside !== undefined && <div class="aside">{aside}</div>}
      </header>
      {children}
    </section>
  );
}

/** One of a few choices, side by side. */
export function Segments<Value extends string>(props: {
  label: string;
  options: Record<Value, string>;
  value: Value;
  onChoose: (value: Value) => void;
}) {
  return (
    <div class="segments" role="group" aria-label={props.label}>
      {(Object.entries(props.options) as [Value, string][]).map(([value, name]) => (
        <button key={value} type="button" aria-pressed={value === props.value} onClick={() => props.onChoose(value)}>
          {name}
        </button>
      ))}
    </div>
  );
}

/** Reasons or warnings of the engine, each with the rule that it comes from. */
export function Findings({ of, tone }: { of: Pick<Diagnostic, "rule" | "message">[]; tone: "bad" | "warn" | "plain" }) {
  if (of.length === 0) return null;
  return (
    <ul class={`findings ${tone}`}>
      {of.map(({ rule, message }) => (
        <li key={rule + message}>
          <span class="rule">{rule}</span>
          <span>{sentence(message)}</span>
        </li>
      ))}
    </ul>
  );
}

/** How full something is. */
export function Meter({ label, rate }: { label: string; rate: Rate }) {
  const percent = Math.min(100, rate.partsPerMillion / 10_000);
  return (
    <div
      class={rate.numerator >= rate.denominator ? "meter full" : "meter"}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={rate.denominator}
      aria-valuenow={Math.min(rate.numerator, rate.denominator)}
      aria-valuetext={`${rate.numerator} of ${rate.denominator}`}
    >
      <span style={{ width: `${percent}%` }} />
    </div>
  );
}

/** A sentence of the engine, as it begins on a page: with a large letter. */
export function sentence(message: string): string {
  const text = quoted(message);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Words of the engine with quotes instead of backticks. */
export function quoted(message: string): string {
  return message.replace(/`([^`]*)`/g, "“$1”");
}

/** Why something cannot be shown. */
export function Trouble({ trouble }: { trouble: { message: string; findings: { message: string }[] } | undefined }) {
  if (!trouble) return null;
  const sentences = trouble.findings.length > 0 ? trouble.findings.map(({ message }) => sentence(message)) : [sentence(trouble.message)];
  return <Empty>{sentences.join(". ")}</Empty>;
}
