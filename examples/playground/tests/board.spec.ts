import { expect, test } from "./page";

test("a lead is dragged to another status", async ({ playground }) => {
  await playground.open();
  const lead = await playground.firstLead("assigned");
  await playground.drag(lead, "busy");
  await expect(playground.column("busy").locator(`[data-lead="${lead}"]`)).toBeVisible();
  await expect(playground.notice()).toContainText("is on Busy now");
});

test("columns say what a dragged lead needs, and the schedule form opens with the default slot", async ({ playground }) => {
  const { page } = playground;
  await playground.open();
  const lead = await playground.firstLead("assigned");
  await playground.dragOver(lead, "followUps");
  await expect(playground.column("followUps").locator(".verdict")).toHaveText("Asks for a follow-up");
  await page.mouse.up();

  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Date")).toHaveValue("2026-05-15");
  await expect(dialog.getByLabel("Time")).toHaveValue("10:00");
  await dialog.getByRole("button", { name: "Move" }).click();
  await expect(dialog).toContainText("The field is required");
  await dialog.getByLabel("Subject").fill("Talk about the offer");
  await dialog.getByRole("button", { name: "Move" }).click();
  await expect(dialog).toBeHidden();
  await expect(playground.column("followUps").locator(`[data-lead="${lead}"]`)).toContainText("15 May, 10:00");
});

test("impossible columns grey out with every reason, and a drop there is refused with them", async ({ playground }) => {
  const { page } = playground;
  await playground.open();
  await playground.actWithoutPool("Priya Nair");
  const lead = await playground.firstLead("customer");
  await playground.dragOver(lead, "wrongNumber");
  await expect(playground.column("wrongNumber")).toHaveClass(/closed/);
  await expect(playground.column("unassigned").locator(".verdict li")).toHaveCount(2);
  await page.mouse.up();
  await expect(playground.notice()).toContainText("cannot move to Wrong Number");
  await expect(playground.notice()).toContainText("The actor does not have the permission “customer.move” here");
  await expect(playground.column("customer").locator(`[data-lead="${lead}"]`)).toBeVisible();
});

test("the keyboard moves a lead: arrows to the card, its menu, arrows to the status", async ({ playground }) => {
  const { page } = playground;
  await playground.open();
  const lead = await playground.firstLead("assigned");
  await playground.column("unassigned").locator(".card").first().focus();
  await page.keyboard.press("ArrowRight");
  await expect(playground.card(lead)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Log a call" })).toBeFocused();
  await page.keyboard.press("End");
  await expect(page.getByRole("menuitem", { name: "Customer" })).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("menuitem", { name: "Wrong Number" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(playground.column("wrongNumber").locator(`[data-lead="${lead}"]`)).toBeFocused();
});

/** Firefox drags a button element by its text alone. */
test("a card is a button that every browser drags by its blank parts", async ({ playground }) => {
  const { page } = playground;
  await playground.open();
  const card = playground.card(await playground.firstLead("assigned"));
  await expect(card).toHaveRole("button");
  expect(await card.evaluate(({ tagName }) => tagName)).not.toBe("BUTTON");
  await card.press("Space");
  await expect(page.getByRole("menuitem", { name: "Log a call" })).toBeFocused();
});

test("the menu closes with Escape and gives the focus back", async ({ playground }) => {
  const { page } = playground;
  await playground.open();
  const lead = await playground.firstLead("interested");
  await playground.card(lead).press("Enter");
  await expect(page.getByRole("menu")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toBeHidden();
  await expect(playground.card(lead)).toBeFocused();
});

test("a lead from the pool asks for an owner", async ({ playground }) => {
  const { page } = playground;
  await playground.open();
  const lead = await playground.firstLead("unassigned");
  await playground.drag(lead, "assigned");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Move" }).click();
  await expect(dialog.getByRole("alert")).toContainText("needs an owner");
  await dialog.getByRole("radio", { name: /Farah Khan/ }).check();
  await dialog.getByRole("button", { name: "Move" }).click();
  await expect(playground.column("assigned").locator(`[data-lead="${lead}"]`)).toContainText("Farah Khan");
});

test("whom no job would choose is told in words", async ({ playground }) => {
  const { page } = playground;
  await playground.open();
  const lead = await playground.firstLead("unassigned");
  await playground.card(lead).click();
  await page.getByRole("menuitem", { name: "Assigned" }).click();
  const other = page.getByRole("dialog").locator(".by-hand").first();
  await expect(other).toContainText("no agent who receives leads matches the lead");
});

test("the page itself does not scroll beside the columns, however high the bar is", async ({ playground }) => {
  const { page } = playground;
  for (const width of [1024, 1440]) {
    await page.setViewportSize({ width, height: 768 });
    await playground.open();
    await playground.settle();
    expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
  }
});

test("a conversion may carry an order", async ({ playground }) => {
  const { page } = playground;
  await playground.open();
  const lead = await playground.firstLead("interested");
  await playground.card(lead).click();
  await page.getByRole("menuitem", { name: "Customer" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Plan").fill("Senior Care");
  await dialog.getByLabel("Amount").fill("27900.50");
  await dialog.getByLabel("Currency").fill("rupees");
  await dialog.getByRole("button", { name: "Move" }).click();
  await expect(dialog.getByRole("alert")).toContainText("rupees");
  await dialog.getByLabel("Currency").fill("INR");
  await dialog.getByRole("button", { name: "Move" }).click();
  await expect(playground.column("customer").locator(`[data-lead="${lead}"]`)).toContainText("₹27,901");
});

test("the board is searched and cut down to an owner", async ({ playground }) => {
  const { page } = playground;
  await playground.open();
  const others = page.locator(".card .card-owner").filter({ hasNotText: "Priya Nair" });
  await expect(others).not.toHaveCount(0);
  await page.getByRole("combobox", { name: "Owner" }).selectOption({ label: "Priya Nair" });
  await expect(others).toHaveCount(0);
  await expect(page.locator(".card .card-owner")).not.toHaveCount(0);
  await page.getByRole("combobox", { name: "Owner" }).selectOption("");
  await page.getByRole("searchbox", { name: "Name or number" }).fill("no such name");
  await expect(page.locator(".card")).toHaveCount(0);
});
