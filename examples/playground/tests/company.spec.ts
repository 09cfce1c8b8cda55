import { readFile } from "node:fs/promises";

import { type PreviewServer, preview } from "vite";

import { expect, test } from "./page";

test("a reload keeps the company, now and who acts", async ({ playground }) => {
  const { page } = playground;
  await playground.open();
  const lead = await playground.firstLead("assigned");
  await playground.drag(lead, "busy");
  await expect(playground.column("busy").locator(`[data-lead="${lead}"]`)).toBeVisible();
  await playground.travelTo("2026-05-14T16:20");
  await playground.actAs("Sunita Rao");
  await expect.poll(() => page.evaluate(() => localStorage.getItem("calliyo.company") ?? "")).toContain('"actor":"sunita.rao"');
  await page.reload();
  await expect(playground.column("busy").locator(`[data-lead="${lead}"]`)).toBeVisible();
  await expect(page.getByLabel("Now, on the company's clocks")).toHaveValue("2026-05-14T16:20");
  await expect(page.getByRole("combobox", { name: "Acting" })).toHaveValue("sunita.rao");
});

test("a link opens the same company in another browser", async ({ playground, browser, context }) => {
  const { page } = playground;
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await playground.open();
  const lead = await playground.firstLead("assigned");
  await playground.drag(lead, "missed");
  await expect(playground.notice()).toContainText("is on Missed now");
  await playground.choose("Copy a link");
  await expect(playground.notice()).toContainText("Link copied");
  const link = await page.evaluate(() => navigator.clipboard.readText());

  const other = await browser.newPage();
  await other.goto(link);
  await expect(other.locator(`.column[data-status="missed"] [data-lead="${lead}"]`)).toBeVisible();
  await expect(other).toHaveURL(/#\/board$/);

  // And in a page that is open, here over a company that went on.
  await playground.choose("Reset to the sample");
  await expect(playground.column("assigned").locator(`[data-lead="${lead}"]`)).toBeVisible();
  await page.goto(link);
  await expect(playground.column("missed").locator(`[data-lead="${lead}"]`)).toBeVisible();
  await other.close();
});

test("where nothing can be copied, the link stands in the address bar", async ({ playground }) => {
  const { page } = playground;
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await playground.open();
  const lead = await playground.firstLead("assigned");
  await playground.drag(lead, "missed");
  await expect(playground.notice()).toContainText("is on Missed now");
  await playground.choose("Copy a link");
  await expect(playground.notice()).toContainText("The link stands in the address bar");
  await expect(page).toHaveURL(/#company=/);
  await page.reload();
  await expect(playground.column("missed").locator(`[data-lead="${lead}"]`)).toBeVisible();
  await expect(page).toHaveURL(/#\/board$/);
});

test("a damaged link says so and opens what was there", async ({ playground }) => {
  const { page } = playground;
  await page.goto("./#company=AAAA");
  await expect(playground.notice()).toContainText("The company in the link cannot be opened");
  await expect(playground.column("unassigned").locator(".card").first()).toBeVisible();
});

test("an exported company is imported as it was", async ({ playground }, testInfo) => {
  const { page } = playground;
  await playground.open();
  const lead = await playground.firstLead("assigned");
  await playground.drag(lead, "wrongNumber");
  await expect(playground.notice()).toContainText("is on Wrong Number now");
  const download = page.waitForEvent("download");
  await playground.choose("Export as JSON");
  const file = testInfo.outputPath("company.json");
  await (await download).saveAs(file);

  await playground.choose("Reset to the sample");
  await expect(playground.column("assigned").locator(`[data-lead="${lead}"]`)).toBeVisible();
  await page.getByLabel("Company as JSON").setInputFiles(file);
  await expect(playground.column("wrongNumber").locator(`[data-lead="${lead}"]`)).toBeVisible();
  await expect(playground.notice()).toContainText("Imported");

  const again = page.waitForEvent("download");
  await playground.choose("Export as JSON");
  const second = testInfo.outputPath("again.json");
  await (await again).saveAs(second);
  expect(JSON.parse(await readFile(second, "utf8"))).toEqual(JSON.parse(await readFile(file, "utf8")));
});

test("a company is exported under its name, whatever its letters", async ({ playground }) => {
  const { page } = playground;
  await playground.open();
  await playground.reopen((company) => void (company.name = "شركة التأمين"));
  const download = page.waitForEvent("download");
  await playground.choose("Export as JSON");
  expect((await download).suggestedFilename()).toBe("شركة-التأمين.json");
});

const BROKEN: [what: string, text: string, complaint: string][] = [
  ["text that is no JSON", "{ not json", "This is not JSON"],
  ["another JSON file", '{"name":"package"}', "This is not a company of this playground"],
  [
    "a company with faults",
    JSON.stringify({
      format: "calliyo-playground",
      name: "Broken",
      now: "2026-05-14T10:00:00Z",
      ids: 0,
      policy: { dailyTarget: "many" },
      agents: [],
      leads: [{ id: "lead-1", status: 3 }],
      calls: [],
      followUps: [],
      events: [],
    }),
    "leads[0].status",
  ],
];

test("many faults of a file are scrolled through, and cover no more than half of the page", async ({ playground }) => {
  const { page } = playground;
  await playground.open();
  const leads = Array.from({ length: 30 }, (_, place) => ({ id: `lead-${place}`, status: place }));
  const text = JSON.stringify({ ...JSON.parse(BROKEN[2]![1]), leads });
  await page.getByLabel("Company as JSON").setInputFiles({ name: "broken.json", mimeType: "application/json", buffer: Buffer.from(text) });
  const faults = page.locator(".notice li");
  await expect(faults).toHaveCount(20);
  expect((await page.locator(".notice").boundingBox())!.height).toBeLessThan(450);
  await page.locator(".notice ul").focus();
  await page.keyboard.press("End");
  await expect(faults.last()).toBeInViewport();
});

for (const [what, text, complaint] of BROKEN) {
  test(`${what} is refused, and nothing is lost`, async ({ playground }) => {
    const { page } = playground;
    await playground.open();
    const lead = await playground.firstLead("assigned");
    await page.getByLabel("Company as JSON").setInputFiles({ name: "broken.json", mimeType: "application/json", buffer: Buffer.from(text) });
    await expect(playground.notice()).toContainText("broken.json was not imported, and nothing changed");
    await expect(playground.notice()).toContainText(complaint);
    await expect(playground.card(lead)).toBeVisible();
  });
}

/** A server of its own, which the test can close: no emulation of a lost network reaches service workers in time. */
const testWithServer = test.extend<{ server: PreviewServer }>({
  server: async ({}, use) => {
    const server = await preview({ logLevel: "silent", preview: { port: 0 } });
    await use(server);
    await server.close();
  },
  baseURL: async ({ server }, use) => use(server.resolvedUrls!.local[0]),
});

testWithServer("the page opens without a network once it was visited", async ({ playground, server }) => {
  const { page } = playground;
  await playground.open();
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await server.close();
  await page.reload();
  await expect(playground.column("unassigned").locator(".card").first()).toBeVisible();
});
