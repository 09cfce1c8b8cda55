/** An agent's open follow-ups in three lists, and what can be done with each. */

import { useRef, useState } from "preact/hooks";

import { clock, count, moment, span } from "../../app/format";
import { useAnswer, useAsked, useCompany } from "../../app/hooks";
import { linkToView } from "../../app/route";
import { attempt, say } from "../../app/store";
import { request } from "../../engine/client";
import type { AgentId, DeedInput, FollowUp, FollowUpId, Verdict } from "../../engine/records";
import { ACTIVITIES } from "../../forms/words";
import { Icon } from "../../ui/Icon";
import { Rows } from "../../ui/Rows";
import { Empty, Panel, Trouble } from "../../ui/parts";
import { RescheduleDialog } from "./RescheduleDialog";

type List = "overdue" | "dueToday" | "upcoming";
const LISTS: [List, string][] = [
  ["overdue", "Overdue"],
  ["dueToday", "Due today"],
  ["upcoming", "Upcoming"],
];

export function Agenda({ agent }: { agent: AgentId }) {
  const { result: agenda, trouble } = useAnswer(
    "agenda",
    { agent },
    { followUps: "followUps", agents: "agents", now: "now", actor: "actor" },
  );
  const [moving, setMoving] = useState<FollowUp | null>(null);
  const leads = agenda ? LISTS.flatMap(([list]) => agenda[list]).map(({ parent }) => parent.id) : [];
  const { result: names = {} } = useAsked(JSON.stringify(leads), () => request("leadNames", leads));

  /** The follow-ups with which something is being done. */
  const underWay = useRef(new Set<FollowUpId>());

  const act = async ({ id, parent }: FollowUp, done: string, deed: DeedInput) => {
    // A double click does nothing twice.
    if (underWay.current.has(id)) return;
    underWay.current.add(id);
    const verdict = await attempt("Nothing was done", () => request("decide", parent.id, deed));
    underWay.current.delete(id);
    if (verdict) tell(done, verdict);
  };
  return (
    <Panel title="Follow-ups" aside={agenda && `${count(leads.length)} open, ${count(agenda.counters.dueToday)} today`}>
      <Trouble trouble={trouble} />
      {agenda && leads.length === 0 && <Empty>Nothing is promised to anybody.</Empty>}
      {agenda &&
        LISTS.filter(([list]) => agenda[list].length > 0).map(([list, title]) => (
          <section key={list} class="agenda-list" data-list={list} aria-label={title}>
            <h3>
              {title} <span class="muted">{count(agenda[list].length)}</span>
            </h3>
            <ul>
              <Rows of={agenda[list]}>
                {(followUp) => (
                  <li key={followUp.id} class="row">
                    <Time list={list} followUp={followUp} />
                    <div class="row-text">
                      <a href={linkToView("timeline", { lead: followUp.parent.id })}>
                        {names[followUp.parent.id] ?? followUp.parent.id}
                      </a>
                      <span class="muted small">
                        {followUp.kind !== "note" && ACTIVITIES[followUp.kind]}
                        {followUp.subject && `: ${followUp.subject}`}
                      </span>
                    </div>
                    <div class="row-actions">
                      <button
                        type="button"
                        class="button small"
                        onClick={() => void act(followUp, "Done", { completeFollowUp: { followUp: followUp.id } })}
                      >
                        Done
                      </button>
                      <button
                        type="button"
                        class="button quiet small icon"
                        aria-label={`Reschedule ${followUp.subject ?? "the follow-up"}`}
                        title="Reschedule"
                        onClick={() => setMoving(followUp)}
                      >
                        <Icon name="clock" />
                      </button>
                      <button
                        type="button"
                        class="button quiet small icon"
                        aria-label={`Dismiss ${followUp.subject ?? "the follow-up"}`}
                        title="Dismiss as missed"
                        onClick={() => void act(followUp, "Dismissed as missed", { dismissFollowUp: { followUp: followUp.id } })}
                      >
                        <Icon name="close" />
                      </button>
                    </div>
                  </li>
                )}
              </Rows>
            </ul>
          </section>
        ))}
      {moving && (
        <RescheduleDialog
          followUp={moving}
          onClose={() => setMoving(null)}
          onMoved={(verdict) => {
            setMoving(null);
            tell("Rescheduled", verdict);
          }}
        />
      )}
    </Panel>
  );
}

function tell(done: string, verdict: Verdict): void {
  if (verdict.type === "rejected") say("bad", "That is refused", verdict.reasons.map(({ message }) => message));
  else say("good", done, verdict.warnings.map(({ message }) => message));
}

function Time({ list, followUp: { at } }: { list: List; followUp: FollowUp }) {
  const company = useCompany();
  if (list === "overdue") {
    return (
      <time class="row-time bad" dateTime={at} title={moment(company, at)}>
        {span(company, at)} late
      </time>
    );
  }
  return (
    <time class="row-time" dateTime={at}>
      {list === "dueToday" ? clock(company, at) : moment(company, at)}
    </time>
  );
}
