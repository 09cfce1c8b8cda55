/** The queues of the agents before a run and after it, drawn against their caps. */

import type { JSX } from "preact";

import { agentName, useCompany } from "../../app/hooks";
import { Panel } from "../../ui/parts";
import type { DryRun, QueueChange } from "./dry-run";

interface QueuesProps {
  run: DryRun;
  /** Asks why an agent receives no more. */
  onWhy: (change: QueueChange) => void;
}

export function Queues({ run, onWhy }: QueuesProps): JSX.Element {
  const company = useCompany();
  const scale = Math.max(1, ...run.queues.flatMap(({ before, after, cap }) => [before, after, cap ?? 0]));
  return (
    <Panel title="Queues before and after" aside={<Legend />}>
      <div class="scroll" tabIndex={0} role="region" aria-label="Queues of the agents">
        <table class="table queue-table">
          <thead>
            <tr>
              <th scope="col">Agent</th>
              <th scope="col" class="drawn">
                Held against the cap
              </th>
              <th scope="col" class="number">
                Before
              </th>
              <th scope="col" class="number">
                After
              </th>
              <th scope="col" class="number">
                Cap
              </th>
              <th scope="col" class="number">
                Received
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            {run.queues.map((change) => (
              <tr key={change.agent}>
                <th scope="row">{agentName(company, change.agent)}</th>
                <td class="drawn">
                  <Bars change={change} scale={scale} />
                </td>
                <td class="number">{change.before}</td>
                <td class="number">{change.after}</td>
                <td class="number">{change.cap ?? "none"}</td>
                <td class="number">{change.received > 0 ? <strong>+{change.received}</strong> : "0"}</td>
                <td>
                  {change.reason && (
                    <button
                      type="button"
                      class="button quiet small"
                      aria-label={`Why no more for ${agentName(company, change.agent)}?`}
                      onClick={() => onWhy(change)}
                    >
                      why?
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

/** Two bars on one scale: what is held before, and after it what stays and what comes. The figures stand beside them. */
function Bars({ change, scale }: { change: QueueChange; scale: number }): JSX.Element {
  const share = (leads: number): string => `${(100 * leads) / scale}%`;
  // What a run gives counts toward the cap, so the rest of what is held afterwards was there before.
  const kept = Math.max(0, change.after - change.received);
  return (
    <div class="bars" aria-hidden="true">
      <div class="strip">
        <span class="kept" style={{ width: share(kept) }} />
        <span class="leaves" style={{ width: share(change.before - kept) }} />
      </div>
      <div class="strip">
        <span class="kept" style={{ width: share(kept) }} />
        <span class="comes" style={{ width: share(change.after - kept) }} />
      </div>
      {change.cap !== null && <i class="cap" style={{ insetInlineStart: share(change.cap) }} />}
    </div>
  );
}

function Legend(): JSX.Element {
  return (
    <ul class="legend" aria-hidden="true">
      <li class="kept">stays</li>
      <li class="leaves">leaves</li>
      <li class="comes">comes</li>
      <li class="cap">cap</li>
    </ul>
  );
}
