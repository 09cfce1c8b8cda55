import AxeBuilder from "@axe-core/playwright";

import { expect, test } from "./page";

const VIEWS = ["board", "call", "day", "timeline", "timeline?lead=lead-014"];
const SIZES = [
  { name: "wide", width: 1440, height: 900 },
  { name: "narrow", width: 390, height: 844 },
];

for (const { name, width, height } of SIZES) {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const view of VIEWS) {
      test(`${view} is accessible, ${colorScheme} and ${name}`, async ({ playground }) => {
        const { page } = playground;
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await playground.open(view);
        await page.waitForLoadState("networkidle");
        const { violations } = await new AxeBuilder({ page }).analyze();
        const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
        expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(overflow).toBe(0);
      });
    }
  }
}

test("the theme is chosen and kept", async ({ playground }) => {
  const { page } = playground;
  await page.emulateMedia({ colorScheme: "light" });
  await playground.open();
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.getByRole("button", { name: /^Theme/ }).click();
  expect(await ground()).toBe(light);
  await page.getByRole("button", { name: /^Theme/ }).click();
  await expect.poll(ground).not.toBe(light);
  await page.reload();
  await expect(page.getByRole("button", { name: /^Theme: dark/ })).toBeVisible();
  await expect.poll(ground).not.toBe(light);
});

test("a dialog and a menu are accessible too", async ({ playground }) => {
  const { page } = playground;
  await playground.open();
  const lead = await playground.firstLead("unassigned");
  await playground.card(lead).click();
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  const menu = await new AxeBuilder({ page }).include(".lead-menu").analyze();
  expect(menu.violations).toEqual([]);
  await page.getByRole("menuitem", { name: "Followups" }).click();
  await expect(page.getByRole("dialog").getByLabel("Date")).toHaveValue("2026-05-15");
  const dialog = await new AxeBuilder({ page }).include("dialog").analyze();
  expect(dialog.violations).toEqual([]);
});
