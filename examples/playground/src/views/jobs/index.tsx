/** The three jobs as a dry run: what a run would do now, why, and then carrying it out. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { useCompany } from "../../app/hooks";
import { attempt, say } from "../../app/store";
import { request } from "../../engine/client";
import type { AppliedPlan, Job } from "../../engine/records";
import type { View } from "../registry";
import { useOnce } from "../../ui/once";
import { BigRun } from "./BigRun";
import type { DryRun } from "./dry-run";
import "./jobs.css";
import { RunView } from "./RunView";
import { Schedule } from "./Schedule";

/** The run that was planned last, also while another view is shown: the company may change meanwhile. */
let kept: { run: DryRun; applied: AppliedPlan | null } | null = null;

function Jobs(): JSX.Element {
  const company = useCompany();
  const [shown, setShown] = useState(kept);
  const once = useOnce();
  const show = (next: typeof kept): void => {
    kept = next;
    setShown(next);
  };

  const plan = async (job: Job): Promise<void> => {
    const run = await attempt("The run cannot be planned", () => request("planRun", job));
    if (run) show({ run, applied: null });
  };

  const apply = async (run: DryRun): Promise<void> => {
    const { plan, due, opened } = run;
    const applied = await attempt("The plan cannot be applied", () => request("applyRun", { plan, due, opened }));
    if (!applied) return;
    show({ run, applied });
    say(applied.refused.length > 0 ? "plain" : "good", applied.outcome.line);
  };

  return (
    <div class="jobs">
      <Schedule onRun={(job) => void plan(job)} />
      {shown?.run.opened === company.opened && (
        <RunView
          key={shown.run.plan.run}
          run={shown.run}
          applied={shown.applied}
          onApply={() => once(() => apply(shown.run))}
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
