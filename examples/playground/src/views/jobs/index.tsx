/** The three jobs as a dry run: what a run would do now, why, and then carrying it out. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { useCompany } from "../../app/hooks";
import { attempt, say } from "../../app/store";
import { request } from "../../engine/client";
import type { AppliedPlan, Job } from "../../engine/records";
import type { View } from "../registry";
import { BigRun } from "./BigRun";
import { planRun, type DryRun } from "./dry-run";
import "./jobs.css";
import { RunView } from "./RunView";
import { Schedule } from "./Schedule";

/** The run that was planned last, also while another view is shown: the company may change meanwhile. */
let kept: { run: DryRun; applied: AppliedPlan | null } | null = null;

function Jobs(): JSX.Element {
  const company = useCompany();
  const [shown, setShown] = useState(kept);
  const show = (next: typeof kept): void => {
    kept = next;
    setShown(next);
  };

  const plan = (job: Job, due: string | null): Promise<void> =>
    attempt("The run cannot be planned", async () => {
      show({ run: await planRun(job, due, company), applied: null });
    }).then(() => undefined);

  const apply = async (run: DryRun): Promise<void> => {
    const applied = await attempt("The plan cannot be applied", () => request("applyPlan", run.plan, run.due));
    if (!applied) return;
    show({ run, applied });
    say(applied.refused.length > 0 ? "plain" : "good", applied.outcome.line);
  };

  return (
    <div class="jobs">
      <Schedule onRun={(job, due) => void plan(job, due)} />
      {shown?.run.opened === company.opened && (
        <RunView
          key={shown.run.plan.run}
          run={shown.run}
          applied={shown.applied}
          onApply={() => void apply(shown.run)}
          onClose={() => show(null)}
        />
      )}
      <BigRun />
    </div>
  );
}

export const view: View = {
  id: "jobs",
  title: "Jobs",
  purpose: "Plan a run of a job without changing anything, ask why, then apply it.",
  icon: "jobs",
  place: 5,
  component: Jobs,
};
