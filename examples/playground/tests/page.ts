/** The page as tests open it: whatever goes wrong in the console, or leaves the machine, fails the test. */

import { type Locator, type Page, test as base, expect } from "@playwright/test";

import type { Document } from "../src/company/document";

export { expect };

export const test = base.extend<{ playground: Playground }>({
  playground: async ({ page, baseURL }, use) => {
    const troubles: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") troubles.push(`${message.text()} (${message.location().url})`);
    });
    page.on("pageerror", (error) => troubles.push(error.message));
    page.on("request", (request) => {
      const url = request.url();
      const isOwn = url.startsWith(baseURL!) || url.startsWith("blob:") || url.startsWith("data:");
      if (!isOwn) troubles.push(`asked for ${url}`);
    });
    await page.addInitScript(deliverAnswers, DELAY_MILLIS);
    await use(new Playground(page));
    expect(troubles).toEqual([]);
  },
});

/** How late every answer of a worker comes: what holds only on a fast machine fails with more of it. */
const DELAY_MILLIS = Number(process.env["PLAYGROUND_DELAY"] ?? 0);

interface Answers {
  /** How many numbered questions the page asked, and how many of them were answered. */
  asked: number;
  delivered: number;
  isHeld: boolean;
  /** What is held, in order. */
  held: (() => void)[];
}

declare global {
  var answers: Answers;
}

/** Runs in the page: the answers of its worker come late, and not at all while they are held. */
function deliverAnswers(delayMillis: number): void {
  const answers: Answers = (globalThis.answers = { asked: 0, delivered: 0, isHeld: false, held: [] });
  globalThis.Worker = class extends Worker {
    override postMessage(message: object): void {
      if ("number" in message) answers.asked += 1;
      super.postMessage(message);
    }

    override addEventListener(type: string, listener: EventListenerOrEventListenerObject): void {
      super.addEventListener(type, (event) => {
        const deliver = () => {
          if ("number" in (event as MessageEvent<object>).data) answers.delivered += 1;
          if (typeof listener === "function") listener.call(this, event);
          else listener.handleEvent(event);
        };
        const arrive = () => (answers.isHeld ? void answers.held.push(deliver) : deliver());
        if (delayMillis > 0) setTimeout(arrive, delayMillis);
        else arrive();
      });
    }
  };
}

export class Playground {
  constructor(readonly page: Page) {}

  /** Opens a view and waits until the company is there. */
  async open(view = "board"): Promise<void> {
    await this.page.goto(`./#/${view}`);
    await expect(this.page.getByRole("region", { name: "Time travel" })).toBeVisible();
  }

  /** How many of these there are, once they are drawn: the page is there before the engine has answered. */
  async count(drawn: Locator): Promise<number> {
    await expect(drawn.first()).toBeVisible();
    return drawn.count();
  }

  /** From now on nothing is answered: what follows is quicker than the engine. */
  async holdAnswers(): Promise<void> {
    await this.page.evaluate(() => void (answers.isHeld = true));
  }

  /** Delivers what was held, and everything from then on. */
  async releaseAnswers(): Promise<void> {
    await this.page.evaluate(() => {
      answers.isHeld = false;
      for (const deliver of answers.held.splice(0)) deliver();
    });
  }

  /** Waits until everything is answered and drawn, and what was drawn asks nothing more. */
  async settle(): Promise<void> {
    await this.page.evaluate(async () => {
      // What is drawn asks its questions right after the frame.
      const frame = () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      for (let quiet = 0; quiet < 3; quiet = answers.asked === answers.delivered ? quiet + 1 : 0) await frame();
    });
  }

  column(status: string) {
    return this.page.locator(`.column[data-status="${status}"]`);
  }

  card(lead: string) {
    return this.page.locator(`.card[data-lead="${lead}"]`);
  }

  /** The first lead of a column. */
  async firstLead(status: string): Promise<string> {
    const lead = await this.column(status).locator(".card").first().getAttribute("data-lead");
    return lead!;
  }

  /** Takes a lead and holds it over a column. */
  async dragOver(lead: string, status: string): Promise<void> {
    await this.card(lead).hover();
    await this.page.mouse.down();
    // The drag begins where the card is, before the board scrolls.
    const box = await this.card(lead).boundingBox();
    await this.page.mouse.move(box!.x + box!.width / 2 + 12, box!.y + box!.height / 2 + 12);
    await expect(this.card(lead)).toHaveClass(/held/);
    await this.column(status).scrollIntoViewIfNeeded();
    await this.column(status).locator("header").hover();
    await this.column(status).locator("h2").hover();
  }

  /** Drags a lead to a column and lets it go. */
  async drag(lead: string, status: string): Promise<void> {
    await this.dragOver(lead, status);
    await this.page.mouse.up();
  }

  /** Opens the company as something made of it, by way of a file. */
  async reopen(edit: (company: Document) => void): Promise<void> {
    const kept = () => this.page.evaluate(() => localStorage.getItem("calliyo.company"));
    await expect.poll(kept).not.toBeNull();
    const company = JSON.parse((await kept())!) as Document;
    edit(company);
    const buffer = Buffer.from(JSON.stringify(company));
    await this.page.getByLabel("Company as JSON").setInputFiles({ name: "edited.json", mimeType: "application/json", buffer });
    await expect(this.notice()).toContainText("Imported edited.json");
  }

  notice() {
    return this.page.getByRole("status");
  }

  /** Acts as one who does not see the pool; the board shows what is within reach by then. */
  async actWithoutPool(name: string): Promise<void> {
    const pool = this.column("unassigned").locator(".card");
    await expect(pool).not.toHaveCount(0);
    await this.actAs(name);
    await expect(pool).toHaveCount(0);
  }

  async actAs(name: string): Promise<void> {
    await this.page.getByRole("combobox", { name: "Acting" }).selectOption({ label: name });
  }

  /** Goes to a local date and time. */
  async travelTo(local: string): Promise<void> {
    await this.page.getByLabel("Now, on the company's clocks").fill(local);
    await this.page.getByLabel("Now, on the company's clocks").blur();
  }

  /** What the company menu offers. */
  async choose(name: string): Promise<void> {
    await this.page.getByRole("button", { name: /^Company: / }).click();
    await this.page.getByRole("button", { name }).click();
  }
}
