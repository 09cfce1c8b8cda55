import { expect, test } from "./page";

/** A number of the day by its label. */
function figure(page: import("@playwright/test").Page, label: string) {
  return page.locator(".day-figure", { hasText: label }).locator("strong");
}

test("time travel turns what is due into overdue", async ({ playground }) => {
  const { page } = playground;
  await playground.open("day?agent=aarav.mehta");
  const before = Number(await figure(page, "Overdue").innerText());
  expect(before).toBeGreaterThan(0);
  const dueToday = page.locator('[data-list="dueToday"] .row');
  const due = await playground.count(dueToday);
  await playground.travelTo("2026-05-14T23:00");
  await expect(dueToday).toHaveCount(0);
  await expect(figure(page, "Overdue")).toHaveText(String(before + due));
  await page.getByRole("button", { name: "On a day" }).click();
  await expect(page.getByLabel("Now, on the company's clocks")).toHaveValue("2026-05-15T23:00");
  await expect(figure(page, "Calls today")).toHaveText("0");
});

test("another zone shows other clocks, and a holiday moves the default slot", async ({ playground }) => {
  const { page } = playground;
  await playground.open("call");
  await page.getByLabel("Response").selectOption({ label: "Call Later" });
  await expect(page.getByLabel("Date").last()).toHaveValue("2026-05-15");
  await page.getByRole("button", { name: /Asia\/Kolkata/ }).click();
  await page.getByLabel("Holidays").fill("2026-05-15");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByRole("button", { name: /Remove the holiday Fri 15 May 2026/ })).toBeVisible();
  await page.getByLabel("Time zone").fill("America/New_York");
  await page.getByLabel("Time zone").blur();
  await expect(page.getByLabel("Now, on the company's clocks")).toHaveValue("2026-05-14T06:10");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Clear" }).click();
  await page.getByLabel("Response").selectOption({ label: "Call Later" });
  await expect(page.getByLabel("Date").last()).toHaveValue("2026-05-18");
});

test("a zone that there is not is refused, and nothing changes", async ({ playground }) => {
  const { page } = playground;
  await playground.open("day");
  await page.getByRole("button", { name: /Asia\/Kolkata/ }).click();
  await page.getByLabel("Time zone").fill("Asia/Nowhere");
  await page.getByLabel("Time zone").blur();
  await expect(playground.notice()).toContainText("The calendar cannot be changed");
  await expect(page.getByLabel("Now, on the company's clocks")).toHaveValue("2026-05-14T15:40");
});

test("a follow-up is done, rescheduled and dismissed", async ({ playground }) => {
  const { page } = playground;
  await playground.open("day?agent=aarav.mehta");
  const overdue = page.locator('[data-list="overdue"] .row');
  const count = await playground.count(overdue);
  await overdue.first().getByRole("button", { name: "Done" }).click();
  await expect(overdue).toHaveCount(count - 1);
  await overdue.first().getByRole("button", { name: /Dismiss/ }).click();
  await expect(overdue).toHaveCount(count - 2);
  await overdue.first().getByRole("button", { name: /Reschedule/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Time").fill("09:00");
  await expect(dialog).toContainText("A follow-up must lie after now");
  await dialog.getByLabel("Date").fill("2026-05-20");
  await dialog.getByLabel("Time").fill("11:15");
  await dialog.getByRole("button", { name: "Reschedule" }).click();
  await expect(overdue).toHaveCount(count - 3);
  await expect(page.locator('[data-list="upcoming"]')).toContainText("20 May, 11:15");
});

test("what lies ahead of now cannot be dismissed", async ({ playground }) => {
  const { page } = playground;
  await playground.open("day?agent=aarav.mehta");
  await page.locator('[data-list="upcoming"] .row').first().getByRole("button", { name: /Dismiss/ }).click();
  await expect(playground.notice()).toContainText("That is refused");
});

test("live calls are seen with their age and get lost", async ({ playground }) => {
  const { page } = playground;
  await playground.open("day");
  const live = page.getByRole("region", { name: "Live calls" });
  await expect(live).toContainText("6:00");
  await page.getByRole("button", { name: "On a day" }).click();
  await expect(live.getByText("lost").first()).toBeVisible();
});

test("an agent does not see the day of another", async ({ playground }) => {
  const { page } = playground;
  await playground.open("day?agent=karan.patil");
  const queue = page.getByRole("region", { name: "Queue" });
  await expect(queue.locator("li")).not.toHaveCount(0);
  await playground.actAs("Priya Nair");
  await expect(queue.locator("li")).toHaveCount(0);
});

test("a lead that there is not is told so", async ({ playground }) => {
  const { page } = playground;
  await playground.open("timeline");
  await page.getByRole("combobox", { name: "Lead", exact: true }).fill("no such name");
  await expect(page.getByText("No lead is found by that.")).toBeVisible();
  await playground.open("timeline?lead=nobody");
  await expect(page.getByRole("main")).toContainText("There is no lead “nobody”");
});

test("the timeline tells lines for people and the events as JSON", async ({ playground }) => {
  const { page } = playground;
  await playground.open("timeline");
  await page.getByRole("combobox", { name: "Lead", exact: true }).fill("lead-014");
  await page.getByRole("listbox").getByRole("option").first().click();
  const events = page.getByRole("region", { name: "Events", exact: true });
  await expect(events).toContainText("Captured from");
  await events.locator("summary").last().click();
  await expect(events.locator("pre").last()).toContainText('"type": "lead.created"');
});

test("of a very long list the beginning is shown, and more when asked", async ({ playground }) => {
  const { page } = playground;
  await playground.open("day?agent=aarav.mehta");
  await playground.reopen((company) => {
    const [one] = company.leads.filter(({ owner, status }) => owner === "aarav.mehta" && status === "assigned");
    for (let count = 0; count < 120; count += 1) company.leads.push({ ...one!, id: `copy-${count}`, phone: null });
  });
  const queue = page.getByRole("region", { name: "Queue" });
  const rows = queue.locator(".row");
  await expect(rows).toHaveCount(50);
  await queue.getByRole("button", { name: /^\d+ more$/ }).click();
  await expect(rows).toHaveCount(100);
  await queue.getByRole("button", { name: /^\d+ more$/ }).click();
  await expect(queue.getByRole("button", { name: /more$/ })).toBeHidden();
  await expect(queue).toContainText(`${await rows.count()} leads`);
});
