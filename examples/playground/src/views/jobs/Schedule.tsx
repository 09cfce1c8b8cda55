/** When each job falls due, and a dry run of it at any instant. */

import type { JSX } from "preact";

import { moment } from "../../app/format";
import { useAnswer, useCompany } from "../../app/hooks";
import type { Job } from "../../engine/records";
import { JOBS, JOB_NAMES } from "./dry-run";

const PURPOSES: Record<Job, string> = {
  removal: "Takes back leads that stand still.",
  assignment: "Deals stale and fresh leads evenly.",
  topUp: "Fills free places with fresh leads.",
};

interface ScheduleProps {
  /** Plans a run: the one that fell due, else one by hand. */
  onRun: (job: Job) => void;
}

export function Schedule({ onRun }: ScheduleProps): JSX.Element {
  const company = useCompany();
  const { result: next = [] } = useAnswer("nextDue", {}, { jobs: "schedules", now: "now" });
  const { result: due } = useAnswer("due", {}, { jobs: "schedules", now: "now" });
  return (
    <ul class="schedule">
      {JOBS.map((job) => {
        const dueAt = due?.jobs.find((one) => one.job === job)?.at ?? null;
        const nextAt = next.find((one) => one.job === job)?.at ?? null;
        return (
          <li key={job} class="panel job">
            <h2>{JOB_NAMES[job]}</h2>
            <p class="muted small">{PURPOSES[job]}</p>
            <p class="when">
              {dueAt !== null ? (
                <span class="badge warn">due since {moment(company, dueAt)}</span>
              ) : nextAt !== null ? (
                <span class="badge">next {moment(company, nextAt)}</span>
              ) : (
                <span class="badge">does not run by itself</span>
              )}
            </p>
            <button type="button" class="button primary" onClick={() => onRun(job)}>
              Dry run
              <span class="unseen"> of {JOB_NAMES[job]}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
