/** The pipeline: its statuses, the parts that they play, and the moves that people may make. Every change is an edit. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { useCompany } from "../../app/hooks";
import type { PipelineEdit, Stage, Status, StatusRole } from "../../engine/records";
import { useDraftContext, useField } from "./draft";
import { AllowedMoves } from "./AllowedMoves";
import { EditDialog } from "./EditDialog";
import { FieldFindings, GroupFindings } from "./fields";

/** The flags that an edit can set, as people call them. */
const FLAGS = {
  terminal: "Terminal",
  closesFollowUps: "Closes follow-ups",
  inQueue: "In queue",
  countsTowardCap: "Counts",
} as const;
type Flag = keyof typeof FLAGS;

const ROLES: Record<StatusRole, string> = {
  assigned: "Entered when a lead is assigned",
  notPicked: "Suggested after Busy and No Answer",
  missed: "Suggested after Missed",
  interested: "Suggested by responses",
};

const FRESH: PipelineEdit = { add: { status: { id: "", name: "", stage: "call" as Stage } } };

export function Pipeline(): JSX.Element {
  const company = useCompany();
  const { pipeline } = useDraftContext().policy;
  const [edit, setEdit] = useState<PipelineEdit | null>(null);
  const isOther = JSON.stringify(pipeline) !== JSON.stringify(company.policy.pipeline);
  const order = pipeline.statuses.map(({ id }) => id);
  const swap = (place: number, other: number): void => {
    setEdit({ reorder: { order: order.with(place, order[other]!).with(other, order[place]!) } });
  };
  return (
    <fieldset disabled={isOther} class="pipeline">
      {isOther && <p class="message hint">The pipeline was changed as JSON. Save or discard that to edit it here.</p>}
      <ul class="statuses">
        {pipeline.statuses.map((status, place) => (
          <StatusRow
            key={place}
            status={status}
            path={`pipeline.statuses[${place}]`}
            onEdit={setEdit}
            onUp={place > 0 ? () => swap(place, place - 1) : undefined}
            onDown={place < order.length - 1 ? () => swap(place, place + 1) : undefined}
          />
        ))}
      </ul>
      <GroupFindings path="pipeline" />
      <button type="button" class="button small" onClick={() => setEdit(FRESH)}>
        Add a status
      </button>
      <div class="fields">
        {(Object.keys(ROLES) as StatusRole[]).map((role) => (
          <RolePicker key={role} role={role} onEdit={setEdit} />
        ))}
      </div>
      <AllowedMoves onEdit={setEdit} />
      {edit && <EditDialog first={edit} onClose={() => setEdit(null)} />}
    </fieldset>
  );
}

interface StatusRowProps {
  status: Status;
  path: string;
  onEdit: (edit: PipelineEdit) => void;
  onUp: (() => void) | undefined;
  onDown: (() => void) | undefined;
}

function StatusRow({ status, path, onEdit, onUp, onDown }: StatusRowProps): JSX.Element {
  const { findings } = useField(path);
  const { id, name, stage } = status;
  const adjust = (flag: Flag, isSet: boolean) => onEdit({ adjust: { status: id, [flag]: isSet } });
  return (
    <li data-path={path} data-status={id}>
      <span class="order">
        <button type="button" class="button quiet small icon" aria-label={`Move ${name} up`} disabled={!onUp} onClick={onUp}>
          ↑
        </button>
        <button type="button" class="button quiet small icon" aria-label={`Move ${name} down`} disabled={!onDown} onClick={onDown}>
          ↓
        </button>
      </span>
      <span class="dot" data-stage={stage} />
      <span class="status-name">
        <strong>{name}</strong> <span class="muted mono">{id}</span>
      </span>
      <span class="flags" role="group" aria-label={`Flags of ${name}`}>
        {(Object.keys(FLAGS) as Flag[]).map((flag) => (
          <label key={flag} class="chip">
            <input
              type="checkbox"
              checked={status[flag]}
              onClick={(event) => {
                // The flag changes when the edit is carried out.
                event.preventDefault();
                adjust(flag, !status[flag]);
              }}
            />
            {FLAGS[flag]}
          </label>
        ))}
      </span>
      <span class="row-actions">
        <button type="button" class="button quiet small" onClick={() => onEdit({ rename: { status: id, name } })}>
          Rename<span class="unseen"> {name}</span>
        </button>
        <button type="button" class="button quiet small" onClick={() => onEdit({ delete: { status: id } })}>
          Delete<span class="unseen"> {name}</span>
        </button>
      </span>
      <FieldFindings findings={findings} />
    </li>
  );
}

function RolePicker({ role, onEdit }: { role: StatusRole; onEdit: (edit: PipelineEdit) => void }): JSX.Element {
  const path = `pipeline.roles.${role}`;
  const { findings } = useField(path);
  const { pipeline } = useDraftContext().policy;
  const played = pipeline.roles[role] ?? "";
  return (
    <label class="field" data-path={path}>
      <span class="label">{ROLES[role]}</span>
      <select
        class="input"
        value={played}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          // The picker shows what is, until the edit is carried out.
          event.currentTarget.value = played;
          onEdit({ setRole: { role, status: chosen === "" ? null : chosen } });
        }}
      >
        <option value="">Nothing</option>
        {pipeline.statuses.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <FieldFindings findings={findings} />
    </label>
  );
}
