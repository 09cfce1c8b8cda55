/** The settings: the policy as a form, with what the engine says about it beside each field. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { useCompany } from "../../app/hooks";
import { say } from "../../app/store";
import { WorkerTrouble, ask, request } from "../../engine/client";
import type { Agent, Diagnostic, Policy } from "../../engine/records";
import type { View } from "../registry";
import { DraftContext, asFindings, useDraft, type Draft, type Finding } from "./draft";
import { FieldFindings } from "./fields";
import { Json } from "./Json";
import { isWithin, read, write } from "./path";
import { Pipeline } from "./Pipeline";
import { Review } from "./Review";
import { SECTIONS, type Section } from "./sections";
import "./settings.css";

const ALL: Section[] = SECTIONS.toSpliced(2, 0, { id: "pipeline", name: "Pipeline", paths: ["pipeline"], Body: Pipeline });

function Settings(): JSX.Element {
  const { policy, agents } = useCompany();
  const draft = useDraft(policy, agents, check);
  const [isReviewing, setReviewing] = useState(false);
  const [showsJson, setShowsJson] = useState(false);
  /** How often the draft was discarded. */
  const [discards, setDiscards] = useState(0);
  /** Whether the draft is what the JSON says; what cannot be read of it is not saved. */
  const [isRead, setRead] = useState(true);
  const isChanged = JSON.stringify(draft.policy) !== JSON.stringify(policy);

  const save = async (policy: Policy, isConfirmed: boolean): Promise<void> => {
    const event = await request("changeSettings", policy, isConfirmed);
    setReviewing(false);
    const parts = event?.type === "settings.changed" ? event.settings : [];
    say("good", `Settings saved: ${parts.join(", ")} changed.`);
  };
  const discard = (): void => {
    draft.replace(policy);
    setReviewing(false);
    setDiscards((times) => times + 1);
  };

  return (
    <DraftContext.Provider value={draft}>
      <div class={showsJson ? "settings with-json" : "settings"}>
        <Contents draft={draft} />
        <div class="form">
          <FieldFindings findings={draft.unowned} />
          {ALL.map((section) => (
            <SectionPanel key={section.id} section={section} />
          ))}
        </div>
        {/* What is typed there and was not read yet is discarded too, but not when it is hidden. */}
        <Json key={discards} isHidden={!showsJson} onRead={setRead} />
        <footer class="save-bar">
          <span data-testid="state">{isRead ? stateOf(draft, isChanged) : "The JSON cannot be read"}</span>
          <button type="button" class="button quiet" aria-pressed={showsJson} onClick={() => setShowsJson((shows) => !shows)}>
            JSON
          </button>
          <button type="button" class="button" disabled={!isChanged && isRead} onClick={discard}>
            Discard
          </button>
          <button type="button" class="button primary" disabled={!isChanged || !isRead} onClick={() => setReviewing(true)}>
            Review and save
          </button>
        </footer>
      </div>
      {isReviewing && <Review policy={draft.policy} onSave={save} onClose={() => setReviewing(false)} />}
    </DraftContext.Provider>
  );
}

/**
 * What the engine says about a policy. What it cannot even read it refuses, with the place; what it says about the rest is asked
 * with the saved values there.
 */
async function check(policy: Policy, agents: Agent[], saved: Policy): Promise<Finding[]> {
  const unreadable: Finding[] = [];
  for (let readable = policy; ; ) {
    try {
      const { faults, advice } = await ask("checkPolicy", { policy: readable, agents });
      return [...unreadable, ...asFindings("fault", faults), ...asFindings("advice", advice)];
    } catch (thrown) {
      if (!(thrown instanceof WorkerTrouble)) throw thrown;
      const findings = asFindings("fault", thrown.findings as Diagnostic[]);
      unreadable.push(...findings);
      const mended = withValuesOf(saved, readable, findings);
      if (mended === readable) return unreadable;
      readable = mended;
    }
  }
}

/** The policy with the saved values in place of those that cannot be read; the same one where there is none to put there. */
function withValuesOf(saved: Policy, policy: Policy, findings: Finding[]): Policy {
  return findings.reduce((mended, { path }) => {
    const value = path === "" ? undefined : read(saved, path);
    return value === undefined || value === read(mended, path) ? mended : write(mended, path, value);
  }, policy);
}

function stateOf(draft: Draft, isChanged: boolean): string {
  const faults = countOf(draft.findings, "fault");
  if (faults > 0) return faults === 1 ? "1 fault to mend" : `${faults} faults to mend`;
  return isChanged ? "Changed, not saved" : "Saved";
}

function countOf(findings: Finding[], kind: Finding["kind"]): number {
  return findings.filter((finding) => finding.kind === kind).length;
}

/** The list of sections, each with how much the engine says about it. */
function Contents({ draft }: { draft: Draft }): JSX.Element {
  return (
    <nav class="contents" aria-label="Sections">
      <ul>
        {ALL.map(({ id, name, paths }) => {
          const within = draft.findings.filter(({ path }) => paths.some((part) => isWithin(path, part)));
          const [faults, advice] = [countOf(within, "fault"), countOf(within, "advice")];
          return (
            <li key={id}>
              <button type="button" onClick={() => goToSection(id)}>
                {name}
                {faults > 0 && <Count kind="bad" many={faults} what={faults === 1 ? "fault" : "faults"} />}
                {advice > 0 && <Count kind="warn" many={advice} what="advice" />}
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** Shows a section, and leads the keyboard there. */
function goToSection(id: string): void {
  document.getElementById(`settings-${id}`)?.scrollIntoView();
  document.getElementById(`settings-${id}-title`)?.focus({ preventScroll: true });
}

function Count({ kind, many, what }: { kind: "bad" | "warn"; many: number; what: string }): JSX.Element {
  return (
    <span class={`badge ${kind}`}>
      {many} <span class="unseen">{what}</span>
    </span>
  );
}

function SectionPanel({ section: { id, name, Body } }: { section: Section }): JSX.Element {
  return (
    <section class="panel" id={`settings-${id}`} aria-labelledby={`settings-${id}-title`}>
      <header>
        <h2 id={`settings-${id}-title`} tabIndex={-1}>{name}</h2>
      </header>
      <div class="body">
        <Body />
      </div>
    </section>
  );
}

export const view: View = {
  id: "settings",
  title: "Settings",
  purpose: "The policy, with every fault and every piece of advice beside its field.",
  icon: "settings",
  place: 6,
  component: Settings,
};
