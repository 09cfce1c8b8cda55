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

import { type Colours, coloursOnPaper, useColours } from "./colours";
import { type CellKind, type Figures, type Series, seriesOf, showNumber } from "./figures";

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

export function Chart({ figures, label }: { figures: Figures; label: string }): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = useColours();
  useEffect(() => {
    if (!canvas.current) return;
    const drawing = new Drawing(canvas.current, configuration(figures, colours));
    // At once: the page is printed as it is when the event has been heard.
    const redraw = (present: Colours) => {
      const { data, options } = configuration(figures, present);
      Object.assign(drawing, { data, options });
      drawing.update("none");
    };
    const print = () => redraw(coloursOnPaper());
    const show = () => redraw(colours);
    addEventListener("beforeprint", print);
    addEventListener("afterprint", show);
    return () => {
      removeEventListener("beforeprint", print);
      removeEventListener("afterprint", show);
      drawing.destroy();
    };
  }, [figures, colours]);
  return (
    <div class="chart" style={{ height: `${heightOf(figures)}px` }}>
      <canvas ref={canvas} role="img" aria-label={label} />
    </div>
  );
}

/** Bars that lie need room for each of them. */
function heightOf(figures: Figures): number {
  const { chart } = figures;
  if (!chart.lies) return 230;
  const { labels, series } = seriesOf(figures);
  const bars = chart.drawn === "bars" ? series.length : 1;
  return Math.max(160, 50 + labels.length * (14 + 8 * bars));
}

function configuration(figures: Figures, colours: Colours): ChartConfiguration<"bar" | "line"> {
  const { drawn, mark, lies: isLying = false } = figures.chart;
  const { labels, series, kind } = seriesOf(figures);
  const isLine = drawn === "line";
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
          ticks: { ...ticks, ...stepsOf(kind, series), precision: 0, callback: (value) => showNumber(Number(value), kind) },
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

const HOUR = 3_600_000;
const STEPS = [1, 2, 6, 12, 24, 48, 120, 240, 720].map((hours) => hours * HOUR);

/** Where the ticks stand: of durations at whole hours or days. */
function stepsOf(kind: CellKind, series: Series[]): { maxTicksLimit: number; stepSize?: number } {
  const most = Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const stepSize = STEPS.find((step) => most / step <= 6);
  return kind === "duration" && stepSize !== undefined ? { maxTicksLimit: 8, stepSize } : { maxTicksLimit: 6 };
}

function barOf(label: string, data: (number | null)[], place: number, colours: Colours): ChartDataset<"bar"> {
  const edge = { borderColor: colours.surface, borderWidth: 1, borderRadius: 2 };
  return { type: "bar", label, data, backgroundColor: colours.at(place), maxBarThickness: 24, ...edge };
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
    pointRadius: data.filter((value) => value !== null).length > 20 ? 0 : 2.5,
    spanGaps: true,
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
