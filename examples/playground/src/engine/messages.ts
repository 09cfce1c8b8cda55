/** What page and worker say to each other. */

import type { Company, Summary } from "../company/company";
import type { DryRun } from "../company/dry-run";
import type { AppliedPlan, Diagnostic, Job } from "./records";

/** What the worker does itself, beside the methods of the company. */
export interface Office {
  /** Opens the sample company. */
  openSample(): void;
  /** Opens a company from text. */
  open(text: string): void;
  /** Takes back the last change, whatever it was: another company that was opened, too. Tells whether there was one. */
  undo(): boolean;
  /** The company as text, or nothing when it is longer than so many characters. */
  text(limit?: number): string | null;
  /** Plans a run of a job, which changes nothing. */
  planRun(job: Job): DryRun;
  /** Applies the plan of a run, of this company and no other. */
  applyRun(run: Pick<DryRun, "plan" | "due" | "opened">): AppliedPlan;
}

/** The company's methods that the page may call. */
type OfCompany = Pick<
  Company,
  | "ask"
  | "board"
  | "lead"
  | "leadNames"
  | "find"
  | "lines"
  | "moves"
  | "decide"
  | "move"
  | "reschedule"
  | "saveCallForm"
  | "changeSettings"
  | "previewPipelineEdit"
  | "editPipeline"
  | "travelTo"
  | "travelBy"
  | "setActor"
  | "editCalendar"
>;

/** Everything that the worker can be asked. */
export type Service = Office & OfCompany;
export type Method = keyof Service;

/** A question; the answer has the same number. */
export interface Question {
  number: number;
  method: Method;
  args: unknown[];
}

/** What went wrong, in a form that survives the way between threads. */
export interface Trouble {
  kind: "refusal" | "unreadable" | "failure";
  message: string;
  findings: (Pick<Diagnostic, "path" | "message"> & Partial<Pick<Diagnostic, "rule">>)[];
}

/** An answer; with how things stand when something changed. */
export interface Reply {
  number: number;
  result?: unknown;
  trouble?: Trouble;
  standing?: Standing;
}

/** The company, and whether there is a change to take back. */
export interface Standing {
  company: Summary;
  canUndo: boolean;
}
