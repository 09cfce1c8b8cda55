import type { Page } from "@playwright/test";

import { expectAccessible } from "./axe";
import { expect, test } from "./page";

/** Plans a run of a job by its button. */
async function dryRun(page: Page, job: string): Promise<void> {
  await page.getByRole("button", { name: `Dry run of ${job}` }).click();
  await expect(page.locator(".run-head")).toContainText(job);
  await expect(page.locator(".run-head .badge").first()).toHaveText("dry run");
}

/** A figure of the run by its name. */
async function figure(page: Page, name: string): Promise<number> {
  const told = page.getByTestId("figures").locator("div", { has: page.getByText(name, { exact: true }) });
  return Number(await told.locator("dd").textContent());
}

/** What an agent holds, as the row of the queues says: before the run and after it. */
async function held(page: Page, agent: string): Promise<{ before: number; after: number }> {
  const cells = page.getByRole("row", { name: agent }).getByRole("cell");
  return { before: Number(await cells.nth(1).textContent()), after: Number(await cells.nth(2).textContent()) };
}

test("a dry run shows the plan and changes nothing; applying it moves the leads", async ({ playground }) => {
  const { page } = playground;
  await playground.open();
  const waiting = await playground.count(playground.column("unassigned").locator(".card"));

  await playground.open("jobs");
  await dryRun(page, "Assignment");
  const moved = await figure(page, "moved");
  await expect(page.getByTestId("outcome")).toContainText(`${moved} leads assigned across`);
  await expect(page.getByTestId("run-leads").locator("li")).toHaveCount(moved);
  const planned = await held(page, "Meera Shah");
  expect(planned.after).not.toBe(planned.before);
  await playground.open("board");
  await expect(playground.column("unassigned").locator(".card")).toHaveCount(waiting);

  await playground.open("jobs");
  await page.getByRole("button", { name: "Apply the plan" }).click();
  await expect(page.getByTestId("run")).toContainText("applied");
  await expect(page.getByTestId("refused")).toBeHidden();
  await playground.open("board");
  await playground.count(playground.column("assigned").locator(".card"));
  await expect(playground.column("unassigned").locator(".card")).toHaveCount(0);
  await playground.open("jobs");
  await dryRun(page, "Assignment");
  expect((await held(page, "Meera Shah")).before).toBe(planned.after);
});

test("why? on a lead tells what each agent has to do with it, also on one that takes no part", async ({ playground }) => {
  const { page } = playground;
  await playground.open("jobs");
  await dryRun(page, "Assignment");
  const first = page.getByTestId("run-leads").locator("li").first();
  await first.getByRole("button", { name: /^Why\?/ }).click();
  await expect(first.getByTestId("why")).toContainText("The lead goes to the agent");
  await expect(first.getByTestId("why").locator("dt")).toHaveCount(15);
  await expect(first.getByTestId("why")).toContainText("does not work in the lead's branch");

  await page.getByLabel("Any other lead").fill("lead-001");
  const found = page.locator(".any-lead li").first();
  await found.getByRole("button", { name: /^Why\?/ }).click();
  await expect(found.getByTestId("why").locator(".rule").first()).toBeVisible();
});

test("why? on an agent tells why there are no more leads", async ({ playground }) => {
  const { page } = playground;
  await playground.open("jobs");
  await dryRun(page, "Assignment");
  await page.getByRole("button", { name: "Why no more for Sunita Rao?" }).click();
  await expect(page.getByTestId("why-agent")).toContainText("receives no leads");
});

test("moves whose leads changed since the plan are refused with the reason, and the others stand", async ({ playground }) => {
  const { page } = playground;
  await playground.open("jobs");
  await dryRun(page, "Assignment");
  const moved = await figure(page, "moved");
  await playground.open("board");
  const lead = await playground.firstLead("unassigned");
  await playground.card(lead).click();
  await page.getByRole("menuitem", { name: "Busy" }).click();
  await page.getByRole("dialog").getByRole("radio", { disabled: false }).first().check();
  await page.getByRole("dialog").getByRole("button", { name: "Move" }).click();
  await expect(playground.column("busy").locator(`[data-lead="${lead}"]`)).toBeVisible();

  await playground.open("jobs");
  await expect(page.getByText("The company changed since this plan was made.")).toBeVisible();
  await page.getByRole("button", { name: "Apply the plan" }).click();
  await expect(page.getByTestId("refused")).toContainText(`The lead “${lead}” changed since the plan was made`);
  await expect(page.getByTestId("outcome")).toContainText(`${moved - 1} leads assigned`);
});

test("a plan of one company is not shown for another", async ({ playground }) => {
  const { page } = playground;
  await playground.open("jobs");
  await dryRun(page, "Assignment");
  await playground.choose("Reset to the sample");
  await expect(page.getByTestId("run")).toBeHidden();
});

test("a job that fell due is done for the day once its plan is applied", async ({ playground }) => {
  const { page } = playground;
  await playground.open("jobs");
  const removal = page.locator(".job", { hasText: "Removal" });
  await expect(removal).toContainText("due since 14 May, 08:30");
  await playground.travelTo("2026-05-21T10:00");
  await expect(removal).toContainText("due since 21 May, 08:30");
  await dryRun(page, "Removal");
  await page.getByRole("button", { name: "Apply the plan" }).click();
  await expect(removal).toContainText("next 22 May, 08:30");
});

test("a removal looks for no places, and a run that gives leads tells who found none", async ({ playground }) => {
  const { page } = playground;
  await playground.open("jobs");
  const placing = page.getByText(/^(not placed|Not placed \d+|Found no place)$/);
  await dryRun(page, "Assignment");
  await expect(placing).toHaveCount(3);
  await dryRun(page, "Removal");
  await expect(page.getByTestId("run")).toContainText("Did not take part");
  await expect(placing).toHaveCount(0);
});

test("who may not run jobs is told so", async ({ playground }) => {
  const { page } = playground;
  await playground.open("jobs");
  await playground.actAs("Priya Nair");
  await page.getByRole("button", { name: "Dry run of Assignment" }).click();
  await expect(page.locator(".notice")).toContainText("job.manage");
});

test("100,000 leads are assigned while the page goes on drawing", async ({ playground }) => {
  const { page } = playground;
  test.setTimeout(120_000);
  await playground.open("jobs");
  await dryRun(page, "Top-up");
  // However fast the machine is, the run lasts until its answers are delivered.
  await playground.holdAnswers();
  await page.getByRole("button", { name: "Assign 100,000 leads" }).click();
  // The page answers and draws meanwhile.
  await page.getByRole("button", { name: /^Not placed/ }).click();
  await expect(page.getByText("Every lead that took part found a place.").first()).toBeVisible();
  const frames = async () => Number(await page.getByTestId("frames").getAttribute("data-count"));
  await expect.poll(frames).toBeGreaterThan(10);
  await expect(page.getByRole("button", { name: "Running…" })).toBeVisible();

  await playground.releaseAnswers();
  await expect(page.getByTestId("big-outcome")).toContainText("leads assigned across 200 agents", { timeout: 100_000 });
  await expect(page.getByRole("button", { name: "Assign 100,000 leads" })).toBeEnabled();
});

test("the jobs are accessible, with a plan and its reasons", async ({ playground }) => {
  const { page } = playground;
  test.slow();
  await playground.open("jobs");
  await dryRun(page, "Assignment");
  await page.getByTestId("run-leads").getByRole("button").first().click();
  await expect(page.getByTestId("why")).toBeVisible();
  await expectAccessible(playground);
});
