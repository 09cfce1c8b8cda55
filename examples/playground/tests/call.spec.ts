import { expect, test } from "./page";

test("the form tells missing from wrong while it is typed, and works out the third time", async ({ playground }) => {
  const { page } = playground;
  await playground.open("call");
  const form = page.getByRole("form", { name: "Call" });
  await expect(page.getByText("Still needed:")).toContainText("two of start, end and duration");
  await form.getByLabel("Start").fill("15:0");
  await expect(form.locator('[data-path="start"] .wrong')).toBeVisible();
  await form.getByLabel("Start").fill("15:02");
  await expect(form.locator('[data-path="start"] .wrong')).toHaveCount(0);
  await form.getByLabel("End").fill("15:06:30");
  await expect(form.locator('[data-path="duration"]')).toContainText("00:04:30, worked out");
  await form.getByLabel("Duration").fill("00:09:00");
  await expect(page.getByText("do not fit together").first()).toBeVisible();
});

test("a number is kept in its stored form, and a wrong one is told at once", async ({ playground }) => {
  const { page } = playground;
  await playground.open("call");
  await page.getByLabel("Number").fill("098200 12345");
  await expect(page.getByText("kept as +919820012345")).toBeVisible();
  await page.getByLabel("Number").fill("12");
  await expect(page.locator('[data-path="contactNumber"] .wrong')).toBeVisible();
});

test("the schedule form opens when the response asks for it, and goes again", async ({ playground }) => {
  const { page } = playground;
  await playground.open("call");
  const followUp = page.getByRole("region", { name: "Follow-up" });
  await expect(followUp.getByLabel("Subject")).toBeHidden();
  await page.getByLabel("Response").selectOption({ label: "Call Later" });
  await expect(followUp.getByLabel("Date")).toHaveValue("2026-05-15");
  await expect(followUp.getByLabel("Time")).toHaveValue("10:00");
  await page.getByLabel("Response").selectOption({ label: "None" });
  await expect(followUp.getByLabel("Subject")).toBeHidden();

  // What is typed while the form opens stays.
  await page.getByLabel("Response").selectOption({ label: "Call Later" });
  await page.getByLabel("Start").fill("15:30");
  await page.getByLabel("End").fill("15:31");
  await expect(followUp.getByLabel("Date")).toHaveValue("2026-05-15");
  await expect(page.getByLabel("Start")).toHaveValue("15:30");
  await page.getByLabel("Response").selectOption({ label: "Not Answering" });
  await expect(followUp.getByLabel("Subject")).toBeHidden();
  await expect(page.getByRole("region", { name: "What follows" })).toContainText("Not Picked");
});

test("a call is saved with its follow-up, and the lead moves", async ({ playground }) => {
  const { page } = playground;
  await playground.open();
  const lead = await playground.firstLead("assigned");
  const name = await playground.card(lead).locator("strong").innerText();
  await playground.card(lead).click();
  await page.getByRole("menuitem", { name: "Log a call" }).click();
  await expect(page.getByRole("combobox", { name: "Lead", exact: true })).toHaveValue(name);
  await page.getByRole("button", { name: "Save the call" }).click();
  await expect(playground.notice()).toContainText("The call is not saved");
  await page.getByLabel("Response").selectOption({ label: "Call Later" });
  await page.getByLabel("Start").fill("15:30");
  await page.getByLabel("Duration").fill("00:01:20");
  await page.getByLabel("Subject").fill("Call again");
  await page.getByLabel("Note").first().fill("is driving");
  await page.getByRole("button", { name: "Save the call" }).click();
  await expect(playground.notice()).toContainText("The call is saved");
  await expect(page.getByRole("region", { name: "Saved" })).toContainText("lead.status_changed");
  await page.getByRole("link", { name: "Timeline" }).last().click();
  await expect(page.getByRole("region", { name: "Events" })).toContainText("Assigned → Followups");
  await expect(page.getByRole("region", { name: name })).toContainText("Followups");
});

test("a refused call tells every reason and stores nothing", async ({ playground }) => {
  const { page } = playground;
  await playground.open();
  await playground.actWithoutPool("Priya Nair");
  const lead = await playground.firstLead("customer");
  await page.goto(`./#/call?lead=${lead}`);
  await page.getByLabel("Response").selectOption({ label: "Held" });
  await page.getByLabel("Start").fill("15:30");
  await page.getByLabel("Duration").fill("00:01:20");
  await page.getByLabel("Move the lead with it").selectOption({ label: "Busy" });
  await page.getByRole("button", { name: "Save the call" }).click();
  await expect(page.getByRole("region", { name: "Refused" })).toContainText("customer.move");
  await expect(page.getByLabel("Start")).toHaveValue("15:30");
});
