/** The page by keyboard alone: the focus is always where somebody works. */

import { expect, test } from "./page";

test("a dialog opens with the focus in its first field, and gives it back", async ({ playground }) => {
  const { page } = playground;
  await playground.open();
  const lead = await playground.firstLead("assigned");
  await playground.card(lead).press("Enter");
  await page.getByRole("menuitem", { name: "Followups" }).press("Enter");
  await expect(page.getByRole("dialog").getByLabel("Subject")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(playground.card(lead)).toBeFocused();

  const pooled = await playground.firstLead("unassigned");
  await playground.card(pooled).press("Enter");
  await page.getByRole("menuitem", { name: "Busy" }).press("Enter");
  await expect(page.getByRole("dialog").getByRole("radio").first()).toBeFocused();
  await page.keyboard.press("Escape");

  await playground.open("day?agent=aarav.mehta");
  await page.getByRole("button", { name: /Reschedule/ }).first().press("Enter");
  await expect(page.getByRole("dialog").getByLabel("Date")).toBeFocused();
});

test("when a row is done, the focus goes to the one that takes its place", async ({ playground }) => {
  const { page } = playground;
  await playground.open("day?agent=aarav.mehta");
  const rows = page.locator('[data-list="overdue"] .row');
  const count = await playground.count(rows);
  expect(count).toBeGreaterThan(1);
  await rows.first().getByRole("button", { name: "Done" }).press("Enter");
  await expect(rows).toHaveCount(count - 1);
  await expect(rows.first().getByRole("button", { name: "Done" })).toBeFocused();
});

test("when the last entry of a list is removed, the focus stays at the list", async ({ playground }) => {
  const { page } = playground;
  await playground.open("settings");
  const holidays = page.locator('[data-path="calendar.holidays"]');
  await holidays.getByRole("button", { name: "Remove Holidays 2" }).press("Enter");
  await expect(holidays.locator(".entry")).toHaveCount(1);
  await holidays.getByRole("button", { name: "Remove Holidays 1" }).press("Enter");
  await expect(holidays.locator(".entry")).toHaveCount(0);
  await expect(holidays.getByRole("button", { name: "Add" })).toBeFocused();
});

test("a plan that is applied leaves the focus beside it", async ({ playground }) => {
  const { page } = playground;
  await playground.open("jobs");
  await page.getByRole("button", { name: "Dry run of Assignment" }).click();
  await page.getByRole("button", { name: "Apply the plan" }).press("Enter");
  await expect(page.getByRole("button", { name: "Apply the plan" })).toBeHidden();
  await expect(page.locator(".run-head").getByRole("button", { name: "Close" })).toBeFocused();
});

test("closing a message gives the focus back", async ({ playground }) => {
  const { page } = playground;
  await playground.open();
  const step = page.getByRole("button", { name: "On a day" });
  await step.press("Enter");
  await page.keyboard.press("Control+z");
  await step.focus();
  await expect(playground.notice()).toContainText("taken back");
  await page.getByRole("button", { name: "Close the message" }).focus();
  await page.keyboard.press("Enter");
  await expect(step).toBeFocused();
});

test("the list of sections leads the keyboard into a section", async ({ playground }) => {
  const { page } = playground;
  await playground.open("settings");
  await page.getByRole("navigation", { name: "Sections" }).getByRole("button", { name: "Phone numbers" }).press("Enter");
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("Country code")).toBeFocused();
});

test("a year is typed digit by digit", async ({ playground }) => {
  const { page } = playground;
  await playground.open();
  const now = page.getByLabel("Now, on the company's clocks");
  await now.focus();
  await page.keyboard.type("05142027", { delay: 60 });
  await page.keyboard.press("Enter");
  await expect(now).toHaveValue("2027-05-14T15:40");
  await now.blur();
  await playground.settle();
  await expect(now).toHaveValue("2027-05-14T15:40");
  await expect(page.locator(".notice")).toBeHidden();
});
