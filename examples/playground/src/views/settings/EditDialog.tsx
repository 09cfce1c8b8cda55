/** One edit of the pipeline: what it still needs, what it would do to leads and agents, and carrying it out. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { agentName, statusName, useAsked, useCompany } from "../../app/hooks";
import { say } from "../../app/store";
import { type WorkerTrouble, request } from "../../engine/client";
import type { Diagnostic, EffectCounts, PipelineEdit, PipelineEffect, Stage } from "../../engine/records";
import { Dialog, DialogActions } from "../../ui/Dialog";
import { Findings } from "../../ui/parts";

const STAGES: Record<Stage, string> = {
  capture: "Capture",
  assign: "Assign",
  call: "Call",
  followUp: "Follow up",
  convert: "Convert",
};

interface EditDialogProps {
  /** The edit as it begins. */
  first: PipelineEdit;
  onClose: () => void;
}

export function EditDialog({ first, onClose }: EditDialogProps): JSX.Element {
  const company = useCompany();
  const [edit, setEdit] = useState(first);
  const { result: effect, trouble, isCurrent } = useAsked(JSON.stringify(edit), () => request("previewPipelineEdit", edit));
  const [refused, setRefused] = useState<Diagnostic[]>([]);
  const findings = refused.length > 0 ? refused : ((trouble?.findings ?? []) as Diagnostic[]);
  // What was said of an edit that was typed before is not in the way of this one: the engine judges it when it is carried out.
  const isKnown = effect !== undefined || trouble !== undefined;
  const isRefused = isCurrent && (findings.length > 0 || effect === undefined || effect.stuck.length > 0);
  const change = (next: (latest: PipelineEdit) => PipelineEdit): void => {
    setRefused([]);
    setEdit(next);
  };
  const carryOut = async (): Promise<void> => {
    try {
      await request("editPipeline", edit);
      say("good", "The pipeline was changed.");
      onClose();
    } catch (thrown) {
      setRefused((thrown as WorkerTrouble).findings as Diagnostic[]);
    }
  };
  return (
    <Dialog title={titleOf(edit, (id) => statusName(company, id))} onClose={onClose} onSubmit={carryOut}>
      <Fields edit={edit} findings={findings} onChange={change} />
      {effect && findings.length === 0 && <Effect effect={effect} />}
      <DialogActions cancel="Leave it" submit="Carry it out" disabled={!isKnown || isRefused} onClose={onClose} />
    </Dialog>
  );
}

function titleOf(edit: PipelineEdit, nameOf: (status: string) => string): string {
  if ("add" in edit) return "Add a status";
  if ("rename" in edit) return `Rename ${nameOf(edit.rename.status)}`;
  if ("reorder" in edit) return "Move a status";
  if ("delete" in edit) return `Delete ${nameOf(edit.delete.status)}`;
  if ("adjust" in edit) return `Change a flag of ${nameOf(edit.adjust.status)}`;
  if ("setRole" in edit) return "Let another status play a part";
  return "Change the moves that people may make";
}

interface FieldsProps {
  edit: PipelineEdit;
  findings: Diagnostic[];
  onChange: (change: (latest: PipelineEdit) => PipelineEdit) => void;
}

/** What an edit asks for, with what is wrong beside it; what concerns no field stands below. */
function Fields({ edit, findings, onChange }: FieldsProps): JSX.Element {
  const { pipeline } = useCompany().policy;
  const [at, others] = [fieldsOf(edit), new Set<Diagnostic>(findings)];
  const about = (field: string): Diagnostic[] => {
    const found = findings.filter(({ path }) => at[field]?.some((end) => path.endsWith(end)));
    for (const finding of found) others.delete(finding);
    return found;
  };
  const parts: JSX.Element[] = [];
  if ("rename" in edit) {
    const set = (name: string): void =>
      onChange((latest) => ("rename" in latest ? { rename: { ...latest.rename, name } } : latest));
    parts.push(<Text label="Name" value={edit.rename.name} findings={about("name")} onInput={set} />);
  }
  if ("add" in edit) {
    const { status } = edit.add;
    const set = (part: Partial<typeof status>): void =>
      onChange((latest) => ("add" in latest ? { add: { ...latest.add, status: { ...latest.add.status, ...part } } } : latest));
    parts.push(
      <Text label="Name" value={status.name} findings={about("name")} onInput={(name) => set({ name })} />,
      <Text label="Id" value={status.id} findings={about("id")} onInput={(id) => set({ id })} />,
      <Choice label="Stage" value={status.stage} options={STAGES} findings={[]} onChoose={(stage) => set({ stage: stage as Stage })} />,
    );
  }
  if ("delete" in edit) {
    const { status, replacement = null, noLeads = false } = edit.delete;
    const set = (part: Partial<typeof edit.delete>): void =>
      onChange((latest) => ("delete" in latest ? { delete: { ...latest.delete, ...part } } : latest));
    const goals = pipeline.statuses.filter(({ id }) => id !== status).map(({ id, name }) => [id, name] as const);
    parts.push(
      <Choice
        label="Its leads go to"
        value={replacement ?? ""}
        options={{ "": "Choose a status", ...Object.fromEntries(goals) }}
        findings={about("replacement")}
        onChoose={(id) => set({ replacement: id === "" ? null : id })}
      />,
      <label class="switch">
        <input type="checkbox" checked={noLeads} onChange={(event) => set({ noLeads: event.currentTarget.checked })} />
        <span>No lead sits on it</span>
      </label>,
    );
  }
  return (
    <>
      {parts}
      <Findings of={[...others]} tone="bad" />
    </>
  );
}

/** How the paths of findings about the fields of an edit end. */
function fieldsOf(edit: PipelineEdit): Record<string, string[]> {
  if ("delete" in edit) return { replacement: ["replacement"] };
  return { name: ["name"], id: ["id"] };
}

interface InputProps {
  label: string;
  value: string;
  findings: Diagnostic[];
}

function Text({ label, value, findings, onInput }: InputProps & { onInput: (value: string) => void }): JSX.Element {
  return (
    <label class="field">
      <span class="label">{label}</span>
      <input
        class="input"
        value={value}
        aria-invalid={findings.length > 0}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <Findings of={findings} tone="bad" />
    </label>
  );
}

interface ChoiceProps extends InputProps {
  options: Record<string, string>;
  onChoose: (value: string) => void;
}

function Choice({ label, value, options, findings, onChoose }: ChoiceProps): JSX.Element {
  return (
    <label class="field">
      <span class="label">{label}</span>
      <select
        class="input"
        value={value}
        aria-invalid={findings.length > 0}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {Object.entries(options).map(([option, name]) => (
          <option key={option} value={option}>
            {name}
          </option>
        ))}
      </select>
      <Findings of={findings} tone="bad" />
    </label>
  );
}

const COUNTS: Record<keyof EffectCounts, string> = {
  renamed: "shown under another name",
  moved: "moved to the replacement",
  stuck: "stuck on the deleted status",
  followUpsResolved: "follow-ups resolved by that",
  enteringQueue: "entering a queue",
  leavingQueue: "leaving a queue",
  counting: "beginning to count toward a cap",
  noLongerCounting: "counting no longer",
  stranded: "which nobody may move any more",
};

/** What the edit would do, as the engine counts it. */
function Effect({ effect }: { effect: PipelineEffect }): JSX.Element {
  const company = useCompany();
  const counts = (Object.keys(COUNTS) as (keyof EffectCounts)[]).filter((count) => effect.total[count] > 0);
  const above = effect.owners.filter(({ held }) => held?.aboveCap);
  return (
    <div class="effect" data-testid="effect">
      <h3>What it would do</h3>
      {counts.length === 0 ? (
        <p class="muted small">Nothing to the leads of today.</p>
      ) : (
        <ul class="effect-counts">
          {counts.map((count) => (
            <li key={count}>
              <strong>{effect.total[count]}</strong> {COUNTS[count]}
            </li>
          ))}
        </ul>
      )}
      {effect.owners.length > 0 && (
        <p class="small muted">
          Concerns {effect.owners.map(({ owner }) => agentName(company, owner)).join(", ")}.
          {above.length > 0 && ` Above the cap then: ${above.map(({ owner }) => agentName(company, owner)).join(", ")}.`}
        </p>
      )}
      {effect.stuck.map(({ lead, reasons }) => (
        <div key={lead}>
          <p class="small">{lead} cannot leave:</p>
          <Findings of={reasons} tone="bad" />
        </div>
      ))}
    </div>
  );
}
