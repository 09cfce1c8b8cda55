/** The page as people set their browsers, and with names as people have them. */

import { expectNoOverflow } from "./axe";
import { expect, test, type Playground } from "./page";

interface LayoutShift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
}

declare global {
  var shifted: number;
}

const VIEWS = ["board", "call?lead=lead-014", "day", "timeline?lead=lead-014", "jobs", "settings", "reports"];

for (const [name, width, height] of [["wide", 1440, 900], ["narrow", 320, 640]] as const) {
  test(`letters of twice the size fit in, ${name}`, async ({ playground }) => {
    const { page } = playground;
    test.slow();
    await page.setViewportSize({ width, height });
    await page.addInitScript(() => addEventListener("DOMContentLoaded", () => (document.documentElement.style.fontSize = "200%")));
    for (const view of VIEWS) {
      await playground.open(view);
      await playground.settle();
      await expectNoOverflow(page);
      expect(await clipped(playground)).toEqual([]);
    }
    await expect(page.getByRole("link", { name: "Skip to the content" })).not.toBeInViewport();
  });
}

/** The labels of buttons that are wider than their button. */
function clipped({ page }: Playground): Promise<string[]> {
  return page.locator("button, .badge").evaluateAll((all) => {
    const wide = all.filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0);
    return wide.map((one) => one.textContent);
  });
}

test("the theme that was chosen is there before the page is", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.addInitScript(() => localStorage.setItem("calliyo.theme", "dark"));
  await page.route(/\/assets\/index-[^/]*\.js$/, (route) => route.abort());
  await page.goto("./#/board");
  const [red = 255] = await page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g)!.map(Number));
  expect(red).toBeLessThan(60);
});

test("where the system gives the colours, what is filled is still told from what is not", async ({ playground }) => {
  const { page } = playground;
  await page.emulateMedia({ forcedColors: "active" });
  await playground.open("day");
  await playground.settle();
  const ground = (selector: string) =>
    page.locator(selector).first().evaluate((element) => getComputedStyle(element).backgroundColor);
  expect(await ground(".meter > span")).not.toBe(await ground(".meter"));
  await playground.open("settings");
  await playground.settle();
  expect(await ground(".switch input:checked")).not.toBe(await ground(".switch input:not(:checked)"));
});

test("on paper nothing is cut off", async ({ playground }) => {
  const { page } = playground;
  await playground.open();
  await playground.settle();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation", { name: "Views" })).toBeHidden();
  const cut = await page.locator(".board, .cards").evaluateAll((all) =>
    all.filter((one) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1).length,
  );
  expect(cut).toBe(0);
});

test("nothing turns where less motion is asked for", async ({ playground }) => {
  const { page } = playground;
  await page.emulateMedia({ reducedMotion: "reduce" });
  await playground.open("jobs");
  await playground.holdAnswers();
  await page.getByRole("button", { name: "Assign 100,000 leads" }).click();
  await expect(page.locator(".steps .now")).toBeVisible();
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});

test("nothing moves away while a view is loaded", async ({ playground }) => {
  const { page } = playground;
  test.slow();
  await page.addInitScript(() => {
    globalThis.shifted = 0;
    const add = (list: PerformanceObserverEntryList) => {
      for (const { value, hadRecentInput } of list.getEntries() as LayoutShift[]) if (!hadRecentInput) shifted += value;
    };
    new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
  });
  for (const view of VIEWS) {
    await page.goto("about:blank");
    await playground.open(view);
    await playground.settle();
    // What browsers call good is less than 0.1.
    expect([view, await page.evaluate(() => shifted < 0.1)]).toEqual([view, true]);
  }
});

test("an emoji, a name from right to left and a very long one stay whole", async ({ playground }) => {
  const { page } = playground;
  await playground.open();
  const lead = await playground.firstLead("assigned");
  const long = "Maximiliana Theodora Wilhelmina Konstantinopolitanischedudelsackpfeifer";
  const names: Record<string, string> = { "priya.nair": "👩🏽‍💻 فاطمة", "farah.khan": long, [lead]: `محمد ${long}` };
  await playground.reopen(({ agents, leads }) => {
    for (const one of [...agents, ...leads]) one.name = names[one.id] ?? one.name ?? null;
  });
  const card = playground.card(lead);
  await expect(card).toContainText("محمد");
  const avatar = page.locator(".card-owner", { hasText: "فاطمة" }).first().locator(".avatar");
  await expect(avatar).toHaveText("👩🏽‍💻ف");
  test.slow();
  for (const view of ["board", "day?agent=farah.khan", "jobs", "timeline", `timeline?lead=${lead}`]) {
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 844 });
      await playground.open(view);
      if (view === "jobs") await page.getByRole("button", { name: "Dry run of Assignment" }).click();
      await playground.settle();
      await expectNoOverflow(page);
    }
  }
});
