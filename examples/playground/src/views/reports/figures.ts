/** Figures: the answers of reports in one shape, for charts, tables and files. */

import { count, decimalsOf } from "../../app/format";
import type { Rate } from "../../engine/records";

/**
 * The answer of a report as a table whose columns know what they hold. The chart is drawn from the same cells, so that
 * it cannot show other figures than the table beside it.
 */
export interface Figures {
  columns: Column[];
  rows: Cell[][];
  /** The total of all rows, in the same columns; none where the report has none. */
  total: Cell[] | null;
  chart: ChartPlan;
}

export interface Column {
  label: string;
  kind: CellKind;
}

/** What a column holds: `duration` are milliseconds, `seconds` are seconds. */
export type CellKind = "text" | "count" | "rate" | "duration" | "seconds" | "money";

/** An amount in the minor units of its currency. */
export interface Money {
  amountMinor: number;
  currency: string;
}

/** A value as the engine gave it; `null` is told as a dash. */
export type Cell = string | number | Rate | Money | null;

/**
 * How the cells are drawn; columns are meant by their places. `columns` draws each column of `series`, `pivot` a series
 * for each text in the column `group`. A mark is a line across, such as a target; in a `heat`, which shades a field for each
 * label and group, it is what is full.
 */
export type ChartPlan = (
  | { kind: "columns"; label: number; series: number[] }
  | { kind: "pivot"; label: number; group: number; value: number }
) & { drawn: "bars" | "stack" | "line" | "heat"; lies?: boolean; mark?: { label: string; value: number } };

export function isRate(cell: Cell): cell is Rate {
  return typeof cell === "object" && cell !== null && "partsPerMillion" in cell;
}

export function isMoney(cell: Cell): cell is Money {
  return typeof cell === "object" && cell !== null && "amountMinor" in cell;
}

/** A cell as a number to draw: of a rate its per cent, of an amount its whole units; `null` is a gap. */
export function asNumber(cell: Cell): number | null {
  if (cell === null || typeof cell === "string") return null;
  if (isMoney(cell)) return cell.amountMinor / 10 ** decimalsOf(cell.currency);
  return isRate(cell) ? cell.partsPerMillion / 10_000 : cell;
}

export const DASH = "–";

/** A cell as people read it. */
export function show(cell: Cell, kind: CellKind): string {
  if (typeof cell === "string") return cell;
  const number = asNumber(cell);
  if (number === null) return DASH;
  return isMoney(cell) ? amount(number, decimalsOf(cell.currency)) : showNumber(number, kind);
}

/** A number of a column as people read it; of a rate its per cent, of an amount its whole units. */
export function showNumber(number: number, kind: CellKind): string {
  switch (kind) {
    case "rate":
      return `${PER_CENT.format(number)} %`;
    case "duration":
      return showMillis(number);
    case "seconds":
      return showMillis(number * 1000);
    case "money":
      return count(number);
    default:
      return count(number);
  }
}

const PER_CENT = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

/** An amount with all the decimals of its currency. */
function amount(number: number, decimals: number): string {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return new Intl.NumberFormat("en-GB", digits).format(number);
}

const UNITS: [string, number][] = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1000],
];

/** Milliseconds in the two largest units that they have, such as `2 d 5 h`. */
function showMillis(millis: number): string {
  let rest = millis;
  const parts: string[] = [];
  for (const [name, size] of UNITS) {
    const many = Math.floor(rest / size);
    rest -= many * size;
    if (many > 0) parts.push(`${many} ${name}`);
  }
  return parts.slice(0, 2).join(" ") || "0 s";
}

/** A row of numbers under one name; `null` is a gap. */
export interface Series {
  label: string;
  values: (number | null)[];
}

/** The numbers of a chart, taken from the cells of the figures. */
export function seriesOf(figures: Figures): { labels: string[]; series: Series[]; kind: CellKind } {
  const { rows, columns, chart } = figures;
  if (chart.kind === "columns") {
    const drawn = chart.drawn === "line" ? withEveryDay(rows, chart.label) : rows;
    return {
      labels: drawn.map((row) => textIn(row, chart.label)),
      series: chart.series.map((place) => ({
        label: columns[place]?.label ?? "",
        values: drawn.map((row) => asNumber(row[place] ?? null)),
      })),
      kind: columns[chart.series[0] ?? 0]?.kind ?? "count",
    };
  }
  const labels = [...new Set(rows.map((row) => textIn(row, chart.label)))];
  const groups = [...new Set(rows.map((row) => textIn(row, chart.group)))];
  const cells = new Map(rows.map((row) => [`${textIn(row, chart.label)}\n${textIn(row, chart.group)}`, row[chart.value]]));
  return {
    labels,
    series: groups.map((group) => ({
      label: group,
      values: labels.map((label) => asNumber(cells.get(`${label}\n${group}`) ?? null)),
    })),
    kind: columns[chart.value]?.kind ?? "count",
  };
}

const DAY = 86_400_000;

/** The rows of days in their order, with an empty one for each day between them that has none: a line goes through time. */
function withEveryDay(rows: Cell[][], label: number): Cell[][] {
  return rows.flatMap((row, place) => {
    const next = rows[place + 1];
    const missing = next ? daysBetween(textIn(row, label), textIn(next, label)) : [];
    return [row, ...missing.map((day) => row.map((_, own) => (own === label ? day : null)))];
  });
}

/** The days after one and before another, such as `2026-05-14`. */
function daysBetween(first: string, last: string): string[] {
  const [from, to] = [Date.parse(first), Date.parse(last)];
  const days = Math.max(0, Math.round((to - from) / DAY) - 1);
  return Array.from({ length: days }, (_, place) => new Date(from + (place + 1) * DAY).toISOString().slice(0, 10));
}

function textIn(row: Cell[], place: number): string {
  return String(row[place] ?? "");
}
