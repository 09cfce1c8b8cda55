/** Whoever is quicker than the engine: what is submitted is what stands on the screen, whatever was answered by then. */

import { readFile } from "node:fs/promises";

import { expect, test } from "./page";

test("a follow-up is rescheduled to what was typed last", async ({ playground }) => {
  const { page } = playground;
  await playground.open("day?agent=aarav.mehta");
  const overdue = page.locator('[data-list="overdue"] .row');
  const count = await playground.count(overdue);
  await overdue.first().getByRole("button", { name: /Reschedule/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Time").fill("09:00");
  await expect(dialog).toContainText("A follow-up must lie after now");
  await dialog.getByLabel("Date").fill("2026-05-20");
  await expect(dialog).not.toContainText("A follow-up must lie after now");

  await playground.holdAnswers();
  await dialog.getByLabel("Time").fill("11:15");
  await page.keyboard.press("Enter");
  await playground.releaseAnswers();
  await expect(dialog).toBeHidden();
  await expect(playground.notice()).toContainText("Rescheduled");
  await expect(overdue).toHaveCount(count - 1);
  await expect(page.locator('[data-list="upcoming"]')).toContainText("20 May, 11:15");
});

test("a time that became wrong is not rescheduled to, though the one before was right", async ({ playground }) => {
  const { page } = playground;
  await playground.open("day?agent=aarav.mehta");
  const overdue = page.locator('[data-list="overdue"] .row');
  const count = await playground.count(overdue);
  await overdue.first().getByRole("button", { name: /Reschedule/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Date").fill("2026-05-20");
  await dialog.getByLabel("Time").fill("09:00");
  await expect(dialog.getByLabel("Time")).toHaveAttribute("aria-required", "false");

  await playground.holdAnswers();
  await dialog.getByLabel("Date").fill("2026-05-13");
  await dialog.getByRole("button", { name: "Reschedule" }).click();
  await playground.releaseAnswers();
  await expect(dialog).toContainText("A follow-up must lie after now");
  await playground.settle();
  await expect(overdue).toHaveCount(count);
});

test("what is done twice is done once", async ({ playground }) => {
  const { page } = playground;
  await playground.open("day?agent=aarav.mehta");
  const overdue = page.locator('[data-list="overdue"] .row');
  const count = await playground.count(overdue);
  await playground.holdAnswers();
  await overdue.first().getByRole("button", { name: "Done" }).dblclick();
  await playground.releaseAnswers();
  await expect(overdue).toHaveCount(count - 1);
  await playground.settle();
  await expect(playground.notice()).toContainText("Done");
});

test("a call is saved as it was typed, before the form was checked", async ({ playground }) => {
  const { page } = playground;
  await playground.open("call?lead=lead-014");
  await page.getByLabel("Start").fill("15:0");
  await expect(page.locator('[data-path="start"] .wrong')).toBeVisible();
  await playground.holdAnswers();
  await page.getByLabel("Response").selectOption({ label: "Held" });
  await page.getByLabel("Start").fill("15:30");
  await page.getByLabel("Duration").fill("00:01:20");
  await page.getByLabel("Duration").press("Enter");
  await playground.releaseAnswers();
  await expect(playground.notice()).toContainText("The call is saved");
  await expect(page.getByRole("region", { name: "Saved" })).toContainText("call.completed");
});

test("a call whose response asks for a follow-up is not saved before there was one", async ({ playground }) => {
  const { page } = playground;
  await playground.open("call?lead=lead-014");
  await page.getByLabel("Start").fill("15:30");
  await page.getByLabel("Duration").fill("00:01:20");
  await expect(page.getByText("Still needed:")).toContainText("the response");
  await playground.holdAnswers();
  await page.getByLabel("Response").selectOption({ label: "Call Later" });
  await page.getByRole("button", { name: "Save the call" }).click();
  await playground.releaseAnswers();
  await expect(playground.notice()).toContainText("The call is not saved");
  await expect(playground.notice()).toContainText("the subject of the follow-up");
  await expect(page.getByRole("region", { name: "Follow-up" }).getByLabel("Time")).toHaveValue("10:00");
});

test("Enter picks the lead that was typed, not the one that was offered before", async ({ playground }) => {
  const { page } = playground;
  await playground.open("timeline");
  const picker = page.getByRole("combobox", { name: "Lead", exact: true });
  await picker.fill("lead-01");
  await expect(page.getByRole("listbox", { name: "Leads" }).getByRole("option")).toHaveCount(8);
  await playground.holdAnswers();
  await picker.fill("lead-014");
  await picker.press("Enter");
  await playground.releaseAnswers();
  await expect(page).toHaveURL(/lead=lead-014$/);
});

test("steps in time add up", async ({ playground }) => {
  const { page } = playground;
  await playground.open();
  await playground.holdAnswers();
  await page.getByRole("button", { name: "On an hour" }).dblclick();
  await page.getByRole("button", { name: "On a day" }).click();
  await playground.releaseAnswers();
  await expect(page.getByLabel("Now, on the company's clocks")).toHaveValue("2026-05-15T17:40");
});

test("changes of the calendar add up", async ({ playground }) => {
  const { page } = playground;
  await playground.open();
  await page.getByRole("button", { name: /Asia\/Kolkata/ }).click();
  const days = page.getByRole("group", { name: "Working days" });
  await playground.holdAnswers();
  await days.getByRole("checkbox", { name: "friday" }).uncheck();
  await days.getByRole("checkbox", { name: "thursday" }).uncheck();
  await page.getByLabel("Holidays").fill("2026-05-15");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await playground.releaseAnswers();
  await expect(page.getByRole("button", { name: /Remove the holiday Fri 15 May 2026/ })).toBeVisible();
  await expect(days.getByRole("checkbox", { name: "thursday" })).not.toBeChecked();
  await expect(days.getByRole("checkbox", { name: "friday" })).not.toBeChecked();
  await expect(days.getByRole("checkbox", { name: "monday" })).toBeChecked();
});

test("periods are stepped over as often as is asked", async ({ playground }) => {
  const { page } = playground;
  await playground.open("reports");
  await expect(page.getByTestId("period")).toHaveText("Fri 1 May 2026 to Sun 31 May 2026");
  await playground.holdAnswers();
  await page.getByRole("button", { name: "The month before" }).dblclick();
  await playground.releaseAnswers();
  await expect(page.getByTestId("period")).toHaveText("Sun 1 Mar 2026 to Tue 31 Mar 2026");
});

test("a file holds what was chosen last", async ({ playground }) => {
  const { page } = playground;
  await playground.open("reports");
  const panel = page.locator('[data-report="conversion"]');
  const download = panel.getByRole("button", { name: /^Download/ });
  await expect(download).toBeVisible();
  await playground.holdAnswers();
  await page.getByRole("button", { name: "Ever", exact: true }).click();
  await panel.getByLabel("By").selectOption("agent");
  const waiting = page.waitForEvent("download");
  await download.click();
  await playground.releaseAnswers();
  expect(await readFile(await (await waiting).path(), "utf8")).toContain("Agent,Leads,Customers");
});

test("a run is planned for the instant by then, and applied once", async ({ playground }) => {
  const { page } = playground;
  await playground.open("jobs");
  const removal = page.locator(".job", { hasText: "Removal" });
  await expect(removal).toContainText("due since 14 May, 08:30");
  await playground.holdAnswers();
  await playground.travelTo("2026-05-21T10:00");
  await removal.getByRole("button", { name: /Dry run/ }).click();
  await playground.releaseAnswers();
  await expect(page.locator(".run-head")).toContainText("Removal 21 May, 10:00");
  await expect(removal).toContainText("due since 21 May, 08:30");
  await expect(page.getByText("The company changed since this plan was made.")).toBeHidden();

  await playground.holdAnswers();
  await page.getByRole("button", { name: "Apply the plan" }).dblclick();
  await playground.releaseAnswers();
  await expect(removal).toContainText("next 22 May, 08:30");
  await playground.settle();
  await expect(page.getByTestId("refused")).toBeHidden();
});

test("a status is renamed to what was typed last", async ({ playground }) => {
  const { page } = playground;
  await playground.open("settings");
  await page.getByRole("button", { name: "Rename Busy" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Missed");
  await expect(dialog.locator(".field")).toContainText("Another status is already called “Missed”");
  await playground.holdAnswers();
  await dialog.getByLabel("Name").fill("Engaged");
  await dialog.getByLabel("Name").press("Enter");
  await playground.releaseAnswers();
  await expect(dialog).toBeHidden();
  await expect(page.locator('.statuses [data-status="busy"]')).toContainText("Engaged");
});

test("what is saved is what was shown of it before", async ({ playground }) => {
  const { page } = playground;
  await playground.open("settings");
  await page.locator('[data-path="dailyTarget"]').getByRole("textbox").fill("21");
  await page.getByRole("button", { name: "JSON" }).click();
  const json = page.getByRole("textbox", { name: "The policy as JSON" });
  const text = await json.inputValue();
  await playground.holdAnswers();
  await json.fill(text.replace('"longestCallMinutes": ', '"longestCallMinutes": 1'));
  await page.getByRole("button", { name: "Review and save" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Save" })).toBeDisabled();
  await playground.releaseAnswers();
  await expect(dialog.getByTestId("difference").locator(".parts")).toContainText("calls");
  await dialog.getByRole("checkbox").check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.locator(".notice")).toContainText("calls");
});

test("a lead is moved by what its menu says by then", async ({ playground }) => {
  const { page } = playground;
  await playground.open();
  const lead = await playground.firstLead("assigned");
  await playground.card(lead).click();
  await expect(page.getByRole("menuitem", { name: "Followups" })).toBeVisible();
  await playground.holdAnswers();
  await page.getByRole("menuitem", { name: "Followups" }).click();
  await playground.releaseAnswers();
  await expect(page.getByRole("dialog").getByLabel("Date")).toHaveValue("2026-05-15");
});
