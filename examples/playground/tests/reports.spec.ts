import { readFile } from "node:fs/promises";

import { expectAccessible } from "./axe";
import { seriesOf, type Figures } from "../src/views/reports/figures";
import { expect, test, type Playground } from "./page";

declare global {
  var printed: string;
}

const REPORTS = [
  "calls",
  "coverage",
  "rates",
  "funnel",
  "conversion",
  "revenue",
  "time-to-convert",
  "follow-ups",
  "queues",
  "time-in-status",
  "evenness",
];

function report(playground: Playground, id: string) {
  return playground.page.locator(`[data-report="${id}"]`);
}

/** The rows of a report's table, as texts. */
async function rows(playground: Playground, id: string): Promise<string[][]> {
  const panel = report(playground, id);
  if (!(await panel.locator("table").isVisible())) await panel.locator("summary").click();
  // All at once: to ask for one row after the other takes most of a minute on a busy machine.
  const lines = panel.locator("tbody tr");
  return lines.evaluateAll((all) => all.map((line) => [...line.querySelectorAll("td")].map((cell) => cell.textContent)));
}

test("every report has a chart, a table and a file", async ({ playground }) => {
  await playground.open("reports");
  for (const id of REPORTS) {
    const panel = report(playground, id);
    await expect(panel.getByRole("img")).toBeVisible();
    expect((await rows(playground, id)).length).toBeGreaterThan(0);
    await expect(panel.getByRole("button", { name: /^Download/ })).toBeVisible();
  }
});

test("the funnel tells as many leads as the board shows", async ({ playground }) => {
  await playground.open();
  const onBoard = await playground.count(playground.column("customer").locator(".card"));
  await playground.open("reports");
  const told = await rows(playground, "funnel");
  expect(told.find(([status]) => status === "Customer")?.[1]).toBe(String(onBoard));
});

test("the shades of the coverage are the figures of its table", async ({ playground }) => {
  await playground.open("reports");
  const told = await rows(playground, "coverage");
  const calls = told.map(([date, agent, made]) => [`${agent}, ${date}`, made === "0" ? "" : made]);
  const fields = report(playground, "coverage").locator(".heat-field");
  const shown = await fields.evaluateAll((all) => all.map((one) => [one.getAttribute("title"), one.textContent]));
  expect(new Map(shown as [string, string][])).toEqual(new Map(calls as [string, string][]));
});

test("calls are grouped by any two dimensions, and add up to the total", async ({ playground }) => {
  const { page } = playground;
  await playground.open("reports");
  const panel = report(playground, "calls");
  const total = async (): Promise<string | null> => panel.locator("tfoot td").nth(2).textContent();
  await panel.getByLabel("By").selectOption("agent");
  await panel.getByLabel("and").selectOption("status");
  await expect(panel.locator("thead th").nth(1)).toHaveText("Call status");
  const told = await rows(playground, "calls");
  // In words for people, not as they are called on the wire.
  expect(told.map(([, status]) => status)).toContain("No Answer");
  const sum = told.reduce((calls, row) => calls + Number(row[2]), 0);
  expect(String(sum)).toBe(await total());
  await page.getByRole("button", { name: "Day", exact: true }).click();
  await expect(page.getByTestId("period")).toHaveText("Thu 14 May 2026 to Thu 14 May 2026");
  await expect.poll(async () => Number(await total())).toBeLessThan(sum);
});

test("the file has the figures of the table, rates as their two numbers", async ({ playground }) => {
  const { page } = playground;
  await playground.open("reports");
  const [line] = await rows(playground, "conversion");
  const [, leads, customers] = line!;
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download Conversion as CSV" }).click();
  const file = await waiting;
  expect(file.suggestedFilename()).toBe("conversion.csv");
  const text = await readFile(await file.path(), "utf8");
  const [head, first] = text.split("\r\n");
  expect(head).toBe("Source,Leads,Customers,Conversion rate of,Conversion rate out of");
  expect(first).toBe(`${line![0]},${leads},${customers},${customers},${leads}`);
});

test("a rate over nothing is a dash", async ({ playground }) => {
  await playground.open("reports");
  const told = await rows(playground, "queues");
  const manager = told.find(([agent]) => agent === "Sunita Rao");
  expect(manager?.slice(3)).toEqual(["–", "–"]);
});

test("amounts have the decimals of their currency", async ({ playground }) => {
  const { page } = playground;
  await playground.open();
  const lead = await playground.firstLead("interested");
  await playground.card(lead).click();
  await page.getByRole("menuitem", { name: "Customer" }).click();
  await page.getByRole("dialog").getByLabel("Amount").fill("27900");
  await page.getByRole("dialog").getByLabel("Currency").fill("JPY");
  await page.getByRole("dialog").getByRole("button", { name: "Move" }).click();
  await expect(playground.column("customer").locator(`[data-lead="${lead}"]`)).toContainText("¥27,900");
  await playground.open("reports");
  const told = await rows(playground, "revenue");
  const amounts = (currency: string) => told.filter((row) => row[1] === currency).map((row) => row[3]);
  expect(amounts("JPY")).toEqual(["27,900"]);
  expect(amounts("INR")[0]).toMatch(/^[\d,]+\.\d\d$/);
});

test("periods are stepped through, and an empty one says so", async ({ playground }) => {
  const { page } = playground;
  await playground.open("reports");
  await expect(page.getByTestId("period")).toHaveText("Fri 1 May 2026 to Sun 31 May 2026");
  await page.getByRole("button", { name: "The month before" }).click();
  await expect(page.getByTestId("period")).toHaveText("Wed 1 Apr 2026 to Thu 30 Apr 2026");
  await expect(report(playground, "calls")).toContainText("Nothing in this period.");
  await page.getByRole("button", { name: "Week" }).click();
  await page.getByLabel("Any date of it").fill("2026-05-13");
  await expect(page.getByTestId("period")).toHaveText("Mon 11 May 2026 to Sun 17 May 2026");
  await page.getByRole("button", { name: "Span" }).click();
  await page.getByLabel("Up to, without").fill("2026-05-13");
  await expect(page.getByTestId("period")).toHaveText("Mon 11 May 2026 to Tue 12 May 2026");
});

test("charts are printed in light colours and shown in those of the theme afterwards", async ({ playground }) => {
  const { page } = playground;
  await page.emulateMedia({ colorScheme: "dark" });
  await playground.open("reports");
  const chart = report(playground, "calls").locator("canvas");
  const drawn = () => chart.evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  await expect(chart).toBeVisible();
  // What was drawn before the font was there is drawn anew with the theme.
  await page.evaluate(() => document.fonts.ready);
  const first = await drawn();
  await page.emulateMedia({ colorScheme: "light" });
  await expect.poll(drawn).not.toBe(first);
  const light = await drawn();
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(drawn).not.toBe(light);
  const dark = await drawn();

  // The page hears of printing before the listener that is added last.
  await chart.evaluate((canvas) => {
    addEventListener("beforeprint", () => (globalThis.printed = (canvas as HTMLCanvasElement).toDataURL()), { once: true });
  });
  await page.pdf();
  expect(await page.evaluate(() => printed)).toBe(light);
  await expect.poll(drawn).toBe(dark);
});

test("every report stands on the paper", async ({ playground }) => {
  const { page } = playground;
  await playground.open("reports");
  await expect(page.locator(".report")).toHaveCount(REPORTS.length);
  const headings = await page.locator(".report .heading h2").allInnerTexts();
  expect(headings).toHaveLength(REPORTS.length);
  // What is on no page is in no outline, which names the headings as they are.
  const paper = (await page.pdf({ format: "A4", outline: true, tagged: true })).toString("latin1");
  expect(headings.filter((heading) => !paper.includes(`(${heading})`))).toEqual([]);
});

test("the reports are accessible, with their tables open", async ({ playground }) => {
  test.slow();
  await playground.open("reports");
  await rows(playground, "calls");
  await rows(playground, "follow-ups");
  await expectAccessible(playground);
});

test("a line of days has a place for those on which nothing was", () => {
  const figures = (days: string[], drawn: "bars" | "line"): Figures => ({
    columns: [{ label: "Day", kind: "text" }, { label: "Calls", kind: "count" }],
    rows: days.map((day, place) => [day, place + 1]),
    total: null,
    chart: { kind: "columns", label: 0, series: [1], drawn },
  });
  const days = ["2028-02-27", "2028-03-01", "2028-03-02"];
  const line = seriesOf(figures(days, "line"));
  expect(line.labels).toEqual(["2028-02-27", "2028-02-28", "2028-02-29", "2028-03-01", "2028-03-02"]);
  expect(line.series[0]?.values).toEqual([1, null, null, 2, 3]);
  expect(seriesOf(figures(days, "bars")).labels).toEqual(days);
  expect(seriesOf(figures([], "line")).labels).toEqual([]);
});
