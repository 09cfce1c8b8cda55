/** Looks for what keeps people from using a view, in both themes and on wide and narrow screens. */

import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

import { expect, type Playground } from "./page";

/** Expects no serious finding of axe in light and dark, and nothing that stands out of a narrow screen. */
export async function expectAccessible(playground: Playground): Promise<void> {
  const { page } = playground;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await playground.settle();
    await expectNothingSerious(page);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoOverflow(page);
}

/** Expects no serious finding of axe in the page as it is shown. */
export async function expectNothingSerious(page: Page): Promise<void> {
  // The cards of a column are alike; to look at each of them takes most of a minute on a busy machine.
  const { violations } = await axe(page).exclude(".cards > li:nth-child(n + 5)").analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  // The test goes on, so that no finding in one theme hides those in the other.
  expect.soft(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

/**
 * Axe with all its rules, of which only what breaks them is told. The page embeds no other, for which axe would open one more page
 * to collect what it found: its old way does without, in half of the time.
 */
export function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
}

/** Expects nothing that stands out of the screen. */
export async function expectNoOverflow(page: Page): Promise<void> {
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(overflow).toBe(0);
}
