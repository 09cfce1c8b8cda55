/** A planned run: its line, its figures, the queues, the leads, and applying it. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { reasonText } from "../../app/codes";
import { count, moment } from "../../app/format";
import { agentName, useAsked, useCompany } from "../../app/hooks";
import { request } from "../../engine/client";
import type { AppliedPlan, ReasonCount } from "../../engine/records";
import { Findings, Panel, sentence } from "../../ui/parts";
import { JOB_NAMES, givesLeads, type DryRun, type QueueChange } from "./dry-run";
import { Leads } from "./Leads";
import { Queues } from "./Queues";

interface RunViewProps {
  run: DryRun;
  /** What applying it came to; none before it is applied. */
  applied: AppliedPlan | null;
  onApply: () => void;
  onClose: () => void;
}

export function RunView({ run, applied, onApply, onClose }: RunViewProps): JSX.Element {
  const company = useCompany();
  const [asked, setAsked] = useState<QueueChange | null>(null);
  const { plan } = run;
  const { outcome } = applied ?? plan;
  const isOlder = applied === null && run.revision !== company.revision;
  return (
    <div class="run" data-testid="run">
      <section class="panel run-head" aria-labelledby="run-title">
        <div>
          <h2 id="run-title">
            {JOB_NAMES[plan.job]} <span class="muted">{moment(company, plan.at)}</span>{" "}
            <span class={applied ? "badge good" : "badge"}>{applied ? "applied" : "dry run"}</span>
            {!plan.isProven && <span class="badge warn">not proven to be the best</span>}
          </h2>
          <p class="outcome-line" data-testid="outcome">
            {outcome.line}
          </p>
        </div>
        <div class="actions">
          {applied === null && (
            <button type="button" class="button primary" onClick={onApply} disabled={plan.moves.length === 0}>
              Apply the plan
            </button>
          )}
          <button type="button" class="button" onClick={onClose}>
            Close
          </button>
        </div>
        {isOlder && (
          <p class="older">
            The company changed since this plan was made. Moves whose leads changed will be refused.
          </p>
        )}
      </section>
      {applied && <Refused applied={applied} />}
      <Figures run={run} />
      <div class="run-columns">
        <div>
          <Queues run={run} onWhy={setAsked} />
          <div role="status" data-testid="why-agent">
            {asked?.reason && (
              <Panel title={`No more for ${agentName(company, asked.agent)}`}>
                <div class="body">
                  <Findings of={[asked.reason]} tone="plain" />
                </div>
              </Panel>
            )}
          </div>
          <Reasons run={run} />
        </div>
        <Leads run={run} />
      </div>
    </div>
  );
}

function Figures({ run: { plan, evenness } }: { run: DryRun }): JSX.Element {
  const figures: [string, string][] = [
    ["moved", count(plan.outcome.moved)],
    ["agents", count(plan.outcome.agents)],
  ];
  if (givesLeads(plan.job)) {
    figures.push([plan.job === "topUp" ? "places left" : "not placed", count(plan.outcome.left)]);
  }
  if (givesLeads(plan.job) && evenness.largest !== null && evenness.smallest !== null && evenness.spread !== null) {
    figures.push(
      ["most received", count(evenness.largest)],
      ["least received", count(evenness.smallest)],
      ["spread", count(evenness.spread)],
    );
  }
  return (
    <dl class="panel figures" data-testid="figures">
      {figures.map(([name, figure]) => (
        <div key={name} class="figure">
          <dt>{name}</dt>
          <dd>{figure}</dd>
        </div>
      ))}
    </dl>
  );
}

/** How many leads found no place, and how many did not take part, by reason. */
function Reasons({ run: { plan, evenness } }: { run: DryRun }): JSX.Element {
  return (
    <Panel title="The other leads">
      <div class="body reasons">
        {givesLeads(plan.job) && (
          <ReasonList title="Found no place" reasons={evenness.notPlaced} empty="Every lead that took part found a place." />
        )}
        <ReasonList title="Did not take part" reasons={plan.notEligible} empty="All leads took part." />
      </div>
    </Panel>
  );
}

function ReasonList(props: { title: string; reasons: ReasonCount[]; empty: string }): JSX.Element {
  return (
    <div>
      <h3 class="small muted">{props.title}</h3>
      {props.reasons.length === 0 ? (
        <p class="muted">{props.empty}</p>
      ) : (
        <ul class="reason-list">
          {props.reasons.map(({ reason, leads }) => (
            <li key={reason}>
              <span class="number">{count(leads)}</span> {sentence(reasonText(reason))}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The moves that applying the plan refused. */
function Refused({ applied }: { applied: AppliedPlan }): JSX.Element | null {
  const ids = applied.refused.map(({ lead }) => lead);
  const { result: names = {} } = useAsked(ids.join(), () => request("leadNames", ids));
  if (applied.refused.length === 0) return null;
  return (
    <div data-testid="refused">
      <Panel title="Refused moves" aside={count(applied.refused.length)}>
        <dl class="body why">
          {applied.refused.map(({ lead, reason }) => (
            <div key={lead}>
              <dt>{names[lead] ?? lead}</dt>
              <dd>
                <Findings of={[reason]} tone="bad" />
              </dd>
            </div>
          ))}
        </dl>
      </Panel>
    </div>
  );
}
