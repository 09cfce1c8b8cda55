/** What is kept, and taken back: changes, half-typed forms, and the company in the browser. */

import { expect, test } from "./page";

const NOW = "Now, on the company's clocks";

test("the last changes are taken back one after the other, by a button and by the usual key", async ({ playground }) => {
  const { page } = playground;
  await playground.open();
  const undo = page.getByRole("button", { name: "Undo the last change" });
  await expect(undo).toHaveAttribute("aria-disabled", "true");
  const lead = await playground.firstLead("assigned");
  await playground.drag(lead, "busy");
  await expect(playground.column("busy").locator(`[data-lead="${lead}"]`)).toBeVisible();
  await page.getByRole("button", { name: "On a day" }).click();
  await expect(page.getByLabel(NOW)).toHaveValue("2026-05-15T15:40");

  await undo.click();
  await expect(page.getByLabel(NOW)).toHaveValue("2026-05-14T15:40");
  await expect(playground.notice()).toContainText("The last change is taken back");
  await expect(playground.column("busy").locator(`[data-lead="${lead}"]`)).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(playground.column("assigned").locator(`[data-lead="${lead}"]`)).toBeVisible();
  await expect(undo).toHaveAttribute("aria-disabled", "true");
  // What was taken back happened nowhere.
  await playground.open(`timeline?lead=${lead}`);
  await expect(page.getByRole("region", { name: "Events" })).not.toContainText("→ Busy");
});

test("opening another company is taken back too, and so is a plan that was applied", async ({ playground }) => {
  const { page } = playground;
  await playground.open();
  const waiting = await playground.count(playground.column("unassigned").locator(".card"));
  await playground.open("jobs");
  await page.getByRole("button", { name: "Dry run of Assignment" }).click();
  await page.getByRole("button", { name: "Apply the plan" }).click();
  await expect(page.getByTestId("run")).toContainText("applied");
  await playground.open("board");
  await expect(playground.column("unassigned").locator(".card")).toHaveCount(0);
  await playground.choose("Reset to the sample");
  await expect(playground.column("unassigned").locator(".card")).toHaveCount(waiting);
  await page.keyboard.press("Control+z");
  await expect(playground.column("unassigned").locator(".card")).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(playground.column("unassigned").locator(".card")).toHaveCount(waiting);
});

test("a key that edits a text takes back no change", async ({ playground }) => {
  const { page } = playground;
  await playground.open();
  await page.getByRole("button", { name: "On a day" }).click();
  await page.getByRole("searchbox").fill("a name");
  await page.getByRole("searchbox").press("Control+z");
  await playground.settle();
  await expect(page.getByLabel(NOW)).toHaveValue("2026-05-15T15:40");
});

test("two tabs show one company, and neither loses what the other did", async ({ playground, context }) => {
  const { page } = playground;
  await playground.open();
  const other = await context.newPage();
  await other.goto("./#/board");
  const lead = await playground.firstLead("assigned");
  await expect(other.locator(`[data-lead="${lead}"]`)).toBeVisible();
  await playground.drag(lead, "busy");
  await expect(other.locator(`.column[data-status="busy"] [data-lead="${lead}"]`)).toBeVisible();
  await expect(other.getByRole("status")).toContainText("Another tab changed the company");

  await other.getByRole("button", { name: "On a day" }).click();
  await expect(page.getByLabel(NOW)).toHaveValue("2026-05-15T15:40");
  await expect(playground.column("busy").locator(`[data-lead="${lead}"]`)).toBeVisible();
  await other.close();
});

test("a browser that keeps nothing says so, and the page works all the same", async ({ playground }) => {
  const { page } = playground;
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("forbidden", "SecurityError");
      },
    });
  });
  await playground.open();
  await expect(playground.notice()).toContainText("The browser does not keep this company");
  const lead = await playground.firstLead("assigned");
  await playground.drag(lead, "busy");
  await expect(playground.column("busy").locator(`[data-lead="${lead}"]`)).toBeVisible();
});

test("settings and forms that are half typed are found again after another view", async ({ playground }) => {
  const { page } = playground;
  await playground.open("settings");
  await page.locator('[data-path="dailyTarget"]').getByRole("textbox").fill("21");
  await expect(page.getByTestId("state")).toHaveText("Changed, not saved");
  await page.getByRole("link", { name: "Log a call" }).click();
  await page.getByLabel("Start").fill("15:30");
  await page.getByRole("link", { name: "Board" }).click();
  await page.getByRole("searchbox").fill("lead-01");
  await page.getByRole("link", { name: "Settings" }).click();
  await expect(page.locator('[data-path="dailyTarget"]').getByRole("textbox")).toHaveValue("21");
  await page.getByRole("link", { name: "Log a call" }).click();
  await expect(page.getByLabel("Start")).toHaveValue("15:30");
  await page.goBack();
  await page.goBack();
  await expect(page.getByRole("searchbox")).toHaveValue("lead-01");
});

test("the way back leads from the form of one lead to that of another", async ({ playground }) => {
  const { page } = playground;
  await playground.open("call?lead=lead-014");
  const picker = page.getByRole("combobox", { name: "Lead", exact: true });
  await expect(picker).not.toHaveValue("");
  const name = await picker.inputValue();
  await page.goto("./#/call?lead=lead-015");
  await expect(picker).not.toHaveValue(name);
  await page.goBack();
  await expect(picker).toHaveValue(name);
});

test("a page whose engine cannot be loaded says so", async ({ page }) => {
  await page.route(/\/worker-[^/]*\.js$/, (route) => route.abort());
  await page.goto("./#/board");
  await expect(page.getByRole("main")).toContainText("The page cannot start");
});
