import { axe, expectNoOverflow, expectNothingSerious } from "./axe";
import { expect, test } from "./page";

const VIEWS = ["board", "call", "day", "timeline", "timeline?lead=lead-014"];
const SIZES = [
  { name: "wide", width: 1440, height: 900 },
  { name: "narrow", width: 390, height: 844 },
];

for (const { name, width, height } of SIZES) {
  for (const view of VIEWS) {
    test(`${view} is accessible in light and dark, ${name}`, async ({ playground }) => {
      const { page } = playground;
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      await playground.open(view);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await playground.settle();
        await expectNothingSerious(page);
        await expectNoOverflow(page);
      }
    });
  }
}

test("whatever stands in the bar is seen, however wide the window is", async ({ playground }) => {
  const { page } = playground;
  await playground.open("board");
  for (const width of [360, 390, 600, 900, 980, 1024, 1280, 1440]) {
    await page.setViewportSize({ width, height: 768 });
    await playground.settle();
    const cut = await page.locator(".bar").evaluate((bar) => {
      const edge = bar.getBoundingClientRect();
      const isCut = ({ top, bottom, left, right }: DOMRect) =>
        top < edge.top || bottom > edge.bottom || left < edge.left || right > edge.right;
      return [...bar.querySelectorAll("button, input, select")]
        .filter((own) => own.checkVisibility() && isCut(own.getBoundingClientRect()))
        .map((own) => own.outerHTML);
    });
    expect(cut, `${width} pixels`).toEqual([]);
  }
});

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
  await page.emulateMedia({ reducedMotion: "reduce" });
  await playground.open();
  const lead = await playground.firstLead("unassigned");
  await playground.card(lead).click();
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await playground.settle();
  const menu = await axe(page).include(".lead-menu").analyze();
  expect(menu.violations).toEqual([]);
  await page.getByRole("menuitem", { name: "Followups" }).click();
  await expect(page.getByRole("dialog").getByLabel("Date")).toHaveValue("2026-05-15");
  await playground.settle();
  const dialog = await axe(page).include("dialog").analyze();
  expect(dialog.violations).toEqual([]);
});
