/** The three jobs as a dry run: what a run would do now, why, and then carrying it out. */

import type { JSX } from "preact";

import { useCompany, useKept } from "../../app/hooks";
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

interface Shown {
  run: DryRun;
  /** What applying it came to; none before it is applied. */
  applied: AppliedPlan | null;
}

function Jobs(): JSX.Element {
  const company = useCompany();
  // The company may change while another view is shown.
  const [shown, show] = useKept<Shown | null>("run", () => null);
  const once = useOnce();

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
