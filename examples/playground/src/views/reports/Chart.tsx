/** A chart of figures. It is a picture for the eyes; the table beside it has the same figures for everybody. */

import {
  BarController,
  BarElement,
  CategoryScale,
  Chart as Drawing,
  type ChartConfiguration,
  type ChartDataset,
  Legend,
  LineController,
  LineElement,
  LinearScale,
  PointElement,
  Tooltip,
} from "chart.js";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { type Colours, useColours } from "./colours";
import { type Cell, type CellKind, type Figures, asNumber, showNumber } from "./figures";

Drawing.register(
  BarController,
  BarElement,
  CategoryScale,
  Legend,
  LineController,
  LineElement,
  LinearScale,
  PointElement,
  Tooltip,
);

/** A row of numbers under one name; `null` is a gap. */
interface Series {
  label: string;
  values: (number | null)[];
}

export function Chart({ figures, label }: { figures: Figures; label: string }): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = useColours();
  useEffect(() => {
    if (!canvas.current) return;
    const drawing = new Drawing(canvas.current, configuration(figures, colours));
    return () => drawing.destroy();
  }, [figures, colours]);
  const rows = figures.chart.drawn === "rows" ? figures.rows.length : 0;
  return (
    <div class="chart" style={rows > 6 ? { height: `${rows * 26 + 40}px` } : undefined}>
      <canvas ref={canvas} role="img" aria-label={label} />
    </div>
  );
}

function configuration(figures: Figures, colours: Colours): ChartConfiguration<"bar" | "line"> {
  const { drawn, mark } = figures.chart;
  const { labels, series, kind } = seriesOf(figures);
  const isLine = drawn === "line";
  const isLying = drawn === "rows";
  const datasets: ChartDataset<"bar" | "line">[] = series.map(({ label, values }, place) =>
    isLine ? lineOf(label, values, place, colours) : barOf(label, values, place, colours),
  );
  if (mark) datasets.push(markOf(mark, labels.length, colours));
  const [along, across] = isLying ? (["y", "x"] as const) : (["x", "y"] as const);
  const ticks = { color: colours.muted, font: { family: colours.font, size: 11 } };
  return {
    type: isLine ? "line" : "bar",
    data: { labels, datasets },
    options: {
      animation: false,
      maintainAspectRatio: false,
      indexAxis: isLying ? "y" : "x",
      interaction: { mode: "index", axis: along, intersect: false },
      scales: {
        [along]: { stacked: drawn === "stack", grid: { display: false }, border: { color: colours.line }, ticks },
        [across]: {
          beginAtZero: true,
          stacked: drawn === "stack",
          border: { display: false },
          grid: { color: colours.line },
          ticks: { ...ticks, maxTicksLimit: 6, precision: 0, callback: (value) => showNumber(Number(value), kind) },
        },
      },
      plugins: {
        legend: {
          display: datasets.length > 1,
          align: "start",
          labels: { color: colours.muted, boxWidth: 10, boxHeight: 10, font: { family: colours.font, size: 11 } },
        },
        tooltip: {
          backgroundColor: colours.text,
          titleColor: colours.surface,
          bodyColor: colours.surface,
          callbacks: {
            label: ({ dataset, raw }) => `${dataset.label ?? ""}: ${typeof raw === "number" ? showNumber(raw, kind) : "–"}`,
          },
        },
      },
    },
  };
}

/** The numbers of a chart, taken from the cells of the figures. */
function seriesOf(figures: Figures): { labels: string[]; series: Series[]; kind: CellKind } {
  const { rows, columns, chart } = figures;
  if (chart.kind === "columns") {
    return {
      labels: rows.map((row) => textIn(row, chart.label)),
      series: chart.series.map((place) => ({
        label: columns[place]?.label ?? "",
        values: rows.map((row) => asNumber(row[place] ?? null)),
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

function textIn(row: Cell[], place: number): string {
  return String(row[place] ?? "");
}

function barOf(label: string, data: (number | null)[], place: number, colours: Colours): ChartDataset<"bar"> {
  return { type: "bar", label, data, backgroundColor: colours.at(place), borderRadius: 2, maxBarThickness: 28 };
}

function lineOf(label: string, data: (number | null)[], place: number, colours: Colours): ChartDataset<"line"> {
  const colour = colours.at(place);
  // Where colours come again, a dashed line tells the series apart.
  const borderDash = place < colours.count ? [] : [4, 3];
  return {
    type: "line",
    label,
    data,
    borderColor: colour,
    backgroundColor: colour,
    borderDash,
    borderWidth: 2,
    pointRadius: data.length > 20 ? 0 : 2.5,
    tension: 0,
  };
}

function markOf(mark: { label: string; value: number }, length: number, colours: Colours): ChartDataset<"line"> {
  return {
    type: "line",
    label: mark.label,
    data: new Array<number>(length).fill(mark.value),
    borderColor: colours.text,
    backgroundColor: colours.text,
    borderDash: [2, 3],
    borderWidth: 1.5,
    pointRadius: 0,
  };
}
