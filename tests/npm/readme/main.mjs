// Runs the examples of the README, and then does what every project does.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as calliyo from "calliyo";
import { serve, withPage } from "../browser/browser.mjs";
import { scenario } from "../scenario.mjs";

/** What a block prints in Node. */
function printed(block) {
  return execFileSync(process.execPath, [`blocks/${block}`], { encoding: "utf8" });
}

assert.match(printed("errors.mjs"), /^timeZone.name policy.unknown_time_zone .*Nowhere/);
assert.match(printed("node.mjs"), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/);
assert.equal(printed("slim.mjs"), "10\n");
assert.match(printed("columns.mjs"), /^.*1 lead.* true\nlead-2 goes to asha\n/);
await answersInAnEdgeWorker();

const server = await serve({ "/": ".", "/zones/": "node_modules/calliyo/zones" });
try {
  const refused = await consoleOf(`${server.origin}/plain.html`);
  assert.match(refused, /^status.needs_follow_up moving to `followUps` needs an open follow-up/);
  assert.equal(await consoleOf(`${server.origin}/slim.html`), "10");
  await withPage(`${server.origin}/form.html`, savesCalls);
} finally {
  server.close();
}
console.log(scenario(calliyo));

async function answersInAnEdgeWorker() {
  const { default: worker } = await import("./blocks/edge.mjs");
  const answer = await worker.fetch(new Request("https://localhost/", { method: "POST", body: "{}" }));
  assert.equal((await answer.json()).type, "failure");
}

/** The first line that a page prints. */
function consoleOf(url) {
  return withPage(url, async (page) => {
    const later = page.waitForEvent("console");
    later.catch(() => {});
    const [earlier] = await page.consoleMessages();
    return (earlier ?? (await later)).text();
  });
}

/** Fills the form in as an agent does. */
async function savesCalls(page) {
  await page.waitForFunction(() => globalThis.isReady);
  await page.clock.setFixedTime("2026-05-15T10:00:00Z");
  await page.evaluate(() => globalThis.show());
  const button = page.getByRole("button", { name: "Save" });
  const call = (name) => page.locator(`form > label > [name=${name}]`);
  const followUp = (name) => page.locator(`fieldset [name=${name}]`);
  const saved = async () => {
    await button.click();
    return page.evaluate(() => globalThis.saved);
  };

  assert.equal(await button.isDisabled(), true);
  assert.equal(await page.getByText("the field is required").count(), 2);
  assert.equal(await call("nextStatus").inputValue(), "");
  assert.equal(await call("nextStatus").locator("option", { hasText: "unassigned" }).isDisabled(), true);

  await call("date").fill("2026-05-15");
  await call("start").fill("15:00");
  await call("duration").fill("00:02:00");
  await call("response").selectOption("Held");
  assert.deepEqual(await saved(), { type: "accepted", status: "busy", events: ["call.completed"] });

  // A status that needs a follow-up opens the schedule form, and so does a response that wants one.
  await call("nextStatus").selectOption("followUps");
  assert.equal(await followUp("date").inputValue(), "2026-05-18");
  assert.equal(await button.isDisabled(), true);
  await followUp("subject").fill("The price");
  await followUp("time").fill("11:30");
  const events = ["call.completed", "followup.created", "lead.status_changed"];
  assert.deepEqual(await saved(), { type: "accepted", status: "followUps", events });
  await call("nextStatus").selectOption("");
  assert.equal(await followUp("subject").count(), 0);
  await call("response").selectOption("Call Later");
  assert.equal(await followUp("subject").count(), 1);
}
