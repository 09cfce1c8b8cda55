/** What saving the draft would do, before it is saved (G6), and the word that the password was confirmed (G1). */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { moment } from "../../app/format";
import { agentName, useAnswer, useCompany } from "../../app/hooks";
import type { WorkerTrouble } from "../../engine/client";
import type { Diagnostic, JobDiff, Policy, PolicyDiff, Standing } from "../../engine/records";
import { Dialog, DialogActions } from "../../ui/Dialog";
import { Findings } from "../../ui/parts";
import { JOB_NAMES } from "../jobs/dry-run";

interface ReviewProps {
  policy: Policy;
  /** Saves the settings; what is refused comes as a trouble. */
  onSave: (policy: Policy, isConfirmed: boolean) => Promise<void>;
  onClose: () => void;
}

export function Review({ policy, onSave, onClose }: ReviewProps): JSX.Element {
  const seen = { leads: "leads", agents: "agents", jobs: "schedules", now: "now", previousOwners: "previousOwners" } as const;
  const { result: diff, trouble, isCurrent } = useAnswer("diffPolicies", { policy }, seen);
  const [isConfirmed, setConfirmed] = useState(false);
  const [refused, setRefused] = useState<Diagnostic[]>([]);
  const save = (): Promise<void> =>
    onSave(policy, isConfirmed).catch((thrown: WorkerTrouble) => setRefused(thrown.findings as Diagnostic[]));
  return (
    <Dialog title="What saving would do" onClose={onClose} onSubmit={save}>
      {trouble && <Findings of={trouble.findings as Diagnostic[]} tone="bad" />}
      {diff && <Difference diff={diff} />}
      <label class="switch">
        <input
          type="checkbox"
          checked={isConfirmed}
          aria-describedby="confirmation-findings"
          onChange={(event) => setConfirmed(event.currentTarget.checked)}
        />
        <span>
          The person’s password was confirmed
          <span class="message hint">The host’s word; the page has no passwords</span>
        </span>
      </label>
      <div id="confirmation-findings" role="status">
        <Findings of={refused} tone="bad" />
      </div>
      {/* Nothing is saved of which something else is shown. */}
      <DialogActions cancel="Back" submit="Save" disabled={!diff || !isCurrent} onClose={onClose} />
    </Dialog>
  );
}

function Difference({ diff }: { diff: PolicyDiff }): JSX.Element {
  return (
    <div class="difference" data-testid="difference">
      <section>
        <h3>Settings that differ</h3>
        <ul class="parts">
          {diff.settings.map(({ setting, needsConfirmation }) => (
            <li key={setting} class="badge accent">
              {setting}
              {needsConfirmation && <span class="muted">needs the password</span>}
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3>As soon as they are saved</h3>
        <div class="scroll">
          <StandingTable old={diff.standing.old} fresh={diff.standing.new} />
        </div>
      </section>
      <section>
        <h3>The next runs</h3>
        <div class="scroll">
          <Jobs jobs={diff.jobs} />
        </div>
      </section>
    </div>
  );
}

function StandingTable({ old, fresh }: { old: Standing; fresh: Standing }): JSX.Element {
  const rows: [string, number, number][] = [
    ["Leads that count toward a cap", old.counting, fresh.counting],
    ["Leads in a queue", old.inQueue, fresh.inQueue],
    ["Leads that contradict themselves", old.inconsistent, fresh.inconsistent],
    ["Agents above the cap", old.aboveCap.length, fresh.aboveCap.length],
  ];
  return (
    <table class="table">
      <thead>
        <tr>
          <td />
          <th scope="col" class="number">
            Now
          </th>
          <th scope="col" class="number">
            Then
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, now, then]) => (
          <tr key={name}>
            <td>{name}</td>
            <td class="number">{now}</td>
            <td class="number">{now === then ? then : <strong>{then}</strong>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Jobs({ jobs }: { jobs: JobDiff[] }): JSX.Element {
  const company = useCompany();
  const run = (forecast: JobDiff["old"]) => (forecast ? `${moment(company, forecast.at)}: ${forecast.moved}` : "off");
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">Job</th>
          <th scope="col">Now moves</th>
          <th scope="col">Then moves</th>
          <th scope="col">Agents who notice</th>
        </tr>
      </thead>
      <tbody>
        {jobs.map(({ job, old, new: fresh, moved, agents }) => (
          <tr key={job}>
            <td>{JOB_NAMES[job]}</td>
            <td>{run(old)}</td>
            <td>
              {run(fresh)} {moved !== 0 && <strong>({signed(moved)})</strong>}
            </td>
            <td>
              {agents.length === 0 ? (
                "nobody"
              ) : (
                <details>
                  <summary>{agents.length}</summary>
                  {agents.map(({ agent, received, left }) => (
                    <div key={agent}>
                      {agentName(company, agent)}: {signed(received)} in, {signed(left)} out
                    </div>
                  ))}
                </details>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function signed(difference: number): string {
  return difference > 0 ? `+${difference}` : difference < 0 ? `−${-difference}` : "0";
}
