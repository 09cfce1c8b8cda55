/** Figures by label and group as a field of shades: the fuller, the darker, and marked where the mark is reached. */

import type { JSX } from "preact";

import { type Figures, seriesOf, showNumber } from "./figures";

export function Heat({ figures, label }: { figures: Figures; label: string }): JSX.Element {
  const { labels, series, kind } = seriesOf(figures);
  const full = figures.chart.mark?.value ?? 0;
  return (
    <div class="scroll heat-scroll" role="region" aria-label={`${label}, scrollable`} tabIndex={0}>
      <div class="heat" role="img" aria-label={label} style={{ "--columns": labels.length }}>
        <span />
        {labels.map((text) => (
          <span key={text} class="heat-label" title={text}>
            {text.slice(-2)}
          </span>
        ))}
        {series.map(({ label: group, values }) => [
          <span key={group} class="heat-group">
            {group}
          </span>,
          ...values.map((value, place) => (
            <span
              key={`${group} ${labels[place]}`}
              class={full > 0 && (value ?? 0) >= full ? "heat-field full" : "heat-field"}
              style={{ "--share": `${full > 0 ? Math.min(1, (value ?? 0) / full) * 50 : 0}%` }}
              title={`${group}, ${labels[place]}`}
            >
              {value ? showNumber(value, kind) : ""}
            </span>
          )),
        ])}
      </div>
      {figures.chart.mark && (
        <p class="muted small">
          {figures.chart.mark.label}: {showNumber(full, kind)}
        </p>
      )}
    </div>
  );
}
