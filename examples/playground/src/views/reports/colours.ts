/** The colours of charts: taken from the page's design, light or dark, since a canvas knows no style sheet. */

import { useEffect, useState } from "preact/hooks";

export interface Colours {
  text: string;
  muted: string;
  line: string;
  surface: string;
  font: string;
  /** How many series have a colour of their own. */
  count: number;
  /** The colour of a series by its place. */
  at: (place: number) => string;
}

const SERIES = ["--chart-1", "--chart-2", "--chart-3", "--chart-4", "--chart-5", "--chart-6", "--chart-7", "--chart-8"];

/** The colours of the theme, renewed when it changes. */
export function useColours(): Colours {
  const [colours, setColours] = useState(() => read());
  useEffect(() => {
    const renew = () => setColours(read());
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const chosen = new MutationObserver(renew);
    dark.addEventListener("change", renew);
    chosen.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => {
      dark.removeEventListener("change", renew);
      chosen.disconnect();
    };
  }, []);
  return colours;
}

/** The colours on paper: light, whatever the theme is. */
export function coloursOnPaper(): Colours {
  return read("on-paper");
}

function read(className = ""): Colours {
  // Only an element that wears a colour tells which of the two of a theme it is.
  const probe = document.body.appendChild(document.createElement("i"));
  probe.className = className;
  const colour = (name: string) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const [first = "", ...others] = SERIES.map(colour);
  const series = [first, ...others];
  const colours = {
    text: colour("--text"),
    muted: colour("--muted"),
    line: colour("--line"),
    surface: colour("--surface"),
    font: getComputedStyle(document.body).fontFamily,
    count: series.length,
    at: (place: number) => series[place % series.length] ?? first,
  };
  probe.remove();
  return colours;
}
