import { expectAccessible } from "./axe";
import { expect, test, type Playground } from "./page";

/** A field of the form by its path in the policy. */
function field(playground: Playground, path: string) {
  return playground.page.locator(`[data-path="${path}"]`);
}

test("a fault stands beside its field, and goes away when it is mended", async ({ playground }) => {
  const { page } = playground;
  await playground.open("settings");
  const days = field(playground, "automation.removal.days");
  const input = days.getByRole("textbox");
  await input.fill("0");
  await expect(days).toContainText("Auto-removal needs at least 1 day");
  await expect(input).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByTestId("state")).toHaveText("1 fault to mend");
  await expect(page.getByRole("button", { name: "Automation 1 fault" })).toBeVisible();
  await input.fill("5");
  await expect(days.locator(".field-findings")).toHaveCount(0);
  await expect(page.getByTestId("state")).toHaveText("Changed, not saved");
});

test("what cannot even be read is a fault of its field too", async ({ playground }) => {
  await playground.open("settings");
  await field(playground, "dailyTarget").getByRole("textbox").fill("many");
  await expect(field(playground, "dailyTarget")).toContainText("The request cannot be read");
  await field(playground, "automation.topUp.at").getByRole("textbox").fill("9h30");
  await expect(field(playground, "automation.topUp.at")).toContainText("“9h30” is not a time of day");
});

test("several faults stand each beside their own field, rows of lists included", async ({ playground }) => {
  await playground.open("settings");
  await field(playground, "timeZone.name").getByRole("combobox").fill("asia/kolkata");
  await field(playground, "phone.countryCode").getByRole("textbox").fill("+91");
  await field(playground, "forms.responses[1].id").getByRole("textbox").fill("interested");
  await expect(field(playground, "timeZone.name").locator(".findings.bad")).toBeVisible();
  await expect(field(playground, "phone.countryCode").locator(".findings.bad")).toBeVisible();
  await expect(field(playground, "forms.responses[1].id").locator(".findings.bad")).toBeVisible();
  await expect(field(playground, "forms.responses[0].id").locator(".findings")).toHaveCount(0);
});

test("what cannot be read hides no other fault", async ({ playground }) => {
  const { page } = playground;
  await playground.open("settings");
  await field(playground, "dailyTarget").getByRole("textbox").fill("many");
  await field(playground, "phone.countryCode").getByRole("textbox").fill("+91");
  await field(playground, "automation.topUp.at").getByRole("textbox").fill("9h30");
  await field(playground, "automation.removal.days").getByRole("textbox").fill("0");
  await expect(page.getByTestId("state")).toHaveText("4 faults to mend");
  for (const path of ["dailyTarget", "phone.countryCode", "automation.topUp.at", "automation.removal.days"]) {
    await expect(field(playground, path).locator(".findings.bad li")).toHaveCount(1);
  }
});

test("advice stands beside its field and is not in the way of saving", async ({ playground }) => {
  const { page } = playground;
  await playground.open("settings");
  await field(playground, "automation.topUp.at").getByRole("textbox").fill("08:00");
  await expect(page.locator(".findings.warn")).toContainText("Top-up at 08:00 runs before assignment at 09:00");
  await expect(page.getByRole("button", { name: "Automation 1 advice" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Review and save" })).toBeEnabled();
});

test("before saving it is shown what the next runs would do; the password must be confirmed", async ({ playground }) => {
  const { page } = playground;
  await playground.open("settings");
  await field(playground, "automation.assignment.enabled").getByRole("switch").uncheck();
  await page.getByRole("button", { name: "Review and save" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByTestId("difference")).toContainText("automation");
  const assignment = dialog.getByRole("row", { name: /^Assignment/ });
  await expect(assignment).toContainText("off");
  await expect(assignment.locator("strong")).toContainText("−");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toContainText("needs the password to be confirmed");
  await dialog.getByRole("checkbox").check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.locator(".notice")).toContainText("Settings saved: automation changed");
  await expect(page.getByTestId("state")).toHaveText("Saved");
  await playground.open("jobs");
  await expect(page.locator(".job", { hasText: "Assignment" })).toContainText("does not run by itself");
});

test("deleting a status in use asks for a replacement, tells what moves, and moves it", async ({ playground }) => {
  const { page } = playground;
  await playground.open();
  const before = await playground.count(playground.column("wrongNumber").locator(".card"));
  await playground.open("settings");
  await page.getByRole("button", { name: "Delete Wrong Number" }).click();
  const dialog = page.getByRole("dialog");
  const carryOut = dialog.getByRole("button", { name: "Carry it out" });
  await expect(dialog).toContainText("name a status to move them to");
  await expect(carryOut).toBeDisabled();
  await dialog.getByLabel("Its leads go to").selectOption("notInterested");
  await expect(dialog.getByTestId("effect")).toContainText(`${before} moved to the replacement`);
  await carryOut.click();
  await expect(page.locator('[data-status="wrongNumber"]')).toHaveCount(0);
  await playground.open();
  await expect(playground.column("notInterested")).toBeVisible();
  await expect(playground.column("wrongNumber")).toHaveCount(0);
});

test("a status that the policy names elsewhere cannot be deleted, and every place is told", async ({ playground }) => {
  const { page } = playground;
  await playground.open("settings");
  await page.getByRole("button", { name: "Delete Busy" }).click();
  await expect(page.getByRole("dialog")).toContainText("automation.removal.statuses[1]");
  await expect(page.getByRole("dialog").getByRole("button", { name: "Carry it out" })).toBeDisabled();
});

test("a status is renamed, with the fault of a name that is taken beside it", async ({ playground }) => {
  const { page } = playground;
  await playground.open("settings");
  await page.getByRole("button", { name: "Rename Busy" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Missed");
  await expect(dialog.locator(".field")).toContainText("Another status is already called “Missed”");
  await dialog.getByLabel("Name").fill("Engaged");
  await dialog.getByRole("button", { name: "Carry it out" }).click();
  await expect(page.locator('.statuses [data-status="busy"]')).toContainText("Engaged");
  await playground.open();
  await expect(playground.column("busy")).toContainText("Engaged");
});

test("a status is added and moved up; edits leave other changes of the draft alone", async ({ playground }) => {
  const { page } = playground;
  await playground.open("settings");
  await field(playground, "phone.trunkPrefix").getByRole("textbox").fill("1");
  await page.getByRole("button", { name: "Add a status" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Call me in winter");
  await dialog.getByLabel("Id").fill("winter");
  await dialog.getByRole("button", { name: "Carry it out" }).click();
  await expect(page.locator(".statuses > li").last()).toHaveAttribute("data-status", "winter");
  await page.getByRole("button", { name: "Move Call me in winter up" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Carry it out" }).click();
  await expect(page.locator(".statuses > li").last()).toHaveAttribute("data-status", "customer");
  await expect(field(playground, "phone.trunkPrefix").getByRole("textbox")).toHaveValue("1");
});

test("the policy can be edited as JSON, beside the form", async ({ playground }) => {
  const { page } = playground;
  await playground.open("settings");
  await page.getByRole("button", { name: "JSON" }).click();
  const json = page.getByLabel("The policy as JSON");
  const text = await json.inputValue();
  await json.fill(text.replace('"dailyTarget": 12', '"dailyTarget": 15'));
  await expect(field(playground, "dailyTarget").getByRole("textbox")).toHaveValue("15");
  await json.fill('{ "dailyTarget": 20, "tea": true }');
  await expect(page.locator("#json-faults")).toContainText("tea: unknown field");
  await json.fill('{ "dailyTarget": 20 }');
  await expect(field(playground, "dailyTarget").getByRole("textbox")).toHaveValue("20");
  await expect(field(playground, "automation.removal.days").getByRole("textbox")).toHaveValue("7");
  await json.fill(text.slice(0, -2));
  await expect(page.locator("#json-faults")).not.toBeEmpty();
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(json).toHaveValue(text);
});

test("JSON that cannot be read is not called saved, and its faults are seen", async ({ playground }) => {
  const { page } = playground;
  await playground.open("settings");
  await page.getByRole("button", { name: "JSON" }).click();
  const json = page.getByLabel("The policy as JSON");
  const text = await json.inputValue();
  await json.fill('{ "tea": true }');
  await expect(page.getByTestId("state")).toHaveText("The JSON cannot be read");
  await expect(page.getByRole("button", { name: "Review and save" })).toBeDisabled();
  const [faults, bar] = await Promise.all([page.locator("#json-faults").boundingBox(), page.locator(".save-bar").boundingBox()]);
  expect(faults!.y + faults!.height).toBeLessThan(bar!.y);
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(json).toHaveValue(text);
  await expect(page.getByTestId("state")).toHaveText("Saved");
});

test("the review fits on a narrow screen", async ({ playground }) => {
  const { page } = playground;
  await page.setViewportSize({ width: 390, height: 844 });
  await playground.open("settings");
  await field(playground, "automation.assignment.enabled").getByRole("switch").uncheck();
  await page.getByRole("button", { name: "Review and save" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByTestId("difference")).toBeVisible();
  expect(await dialog.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
});

test("the settings are accessible, with a fault, the JSON and a dialog", async ({ playground }) => {
  const { page } = playground;
  test.slow();
  await playground.open("settings");
  await field(playground, "automation.removal.days").getByRole("textbox").fill("0");
  await page.getByRole("button", { name: "JSON" }).click();
  await page.getByText("Moves that people may make").click();
  await page.locator(".role summary").first().click();
  await expect(page.getByTestId("state")).toHaveText("1 fault to mend");
  await expectAccessible(playground);
  await page.getByRole("button", { name: "Rename Busy" }).click();
  await expect(page.getByTestId("effect")).toBeVisible();
  await expectAccessible(playground);
});
