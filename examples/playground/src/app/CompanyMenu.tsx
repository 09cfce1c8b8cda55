/** The company as a file or a link, and back to the sample. */

import { useId, useRef } from "preact/hooks";

import type { Summary } from "../company/company";
import { request } from "../engine/client";
import { Icon } from "../ui/Icon";
import { count } from "./format";
import { linkTo } from "./share";
import { attempt, currentState, say } from "./store";

export function CompanyMenu({ company }: { company: Summary }) {
  const box = useId();
  const menu = useRef<HTMLDivElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const close = () => menu.current?.hidePopover();
  const { leads, calls, events } = company.counts;

  const save = async () => {
    close();
    const text = (await request("text")) ?? "";
    // By now the page knows the company of which the text tells.
    const { name, counts } = currentState().company ?? company;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = `${name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-")}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
    say("good", "Exported", [`${count(counts.leads)} leads are in ${link.download}`]);
  };
  const open = async (chosen: File) => {
    // A large company takes a while.
    say("plain", `Reading ${chosen.name} …`);
    const done = await attempt(`${chosen.name} was not imported, and nothing changed`, async () => {
      await request("open", await chosen.text());
      return true;
    });
    if (done) say("good", `Imported ${chosen.name}`);
  };
  const share = async () => {
    close();
    await attempt("The link cannot be made", async () => {
      const link = await linkTo((await request("text")) ?? "");
      if (link === null) return say("bad", "This company is too large for a link. Export it as a file instead.");
      const about = ["it holds the whole company; nothing is sent to a server"];
      try {
        await navigator.clipboard.writeText(link);
        say("good", "Link copied", about);
      } catch {
        // Not every browser lets a page copy, nor every address.
        history.replaceState(null, "", link);
        say("plain", "The link stands in the address bar", about);
      }
    });
  };
  const reset = async () => {
    close();
    await attempt("The sample cannot be opened", async () => {
      await request("openSample");
      say("plain", "Back to the sample company");
    });
  };

  return (
    <div class="company-menu">
      <button type="button" class="button small" popovertarget={box} aria-label={`Company: ${company.name}`}>
        <span class="company-name">{company.name}</span>
        <Icon name="more" />
      </button>
      <div id={box} ref={menu} popover="auto" class="popover" role="group" aria-label="Company">
        <p class="muted small counts">
          {count(leads)} leads, {count(calls)} calls, {count(events)} events
        </p>
        <button type="button" class="button quiet" onClick={() => void share()}>
          <Icon name="share" /> Copy a link
        </button>
        <button type="button" class="button quiet" onClick={() => void save()}>
          <Icon name="export" /> Export as JSON
        </button>
        <button type="button" class="button quiet" onClick={() => (close(), file.current?.click())}>
          <Icon name="import" /> Import JSON
        </button>
        <button type="button" class="button quiet" onClick={() => void reset()}>
          <Icon name="reset" /> Reset to the sample
        </button>
      </div>
      <input
        ref={file}
        hidden
        type="file"
        accept="application/json,.json"
        aria-label="Company as JSON"
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (chosen) void open(chosen);
        }}
      />
    </div>
  );
}
