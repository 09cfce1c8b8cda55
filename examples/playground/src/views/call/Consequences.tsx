/** What follows from the form as it stands. */

import { moment } from "../../app/format";
import { statusName, useAnswer, useCompany } from "../../app/hooks";
import type { CallForm, CallFormCheck, LeadId } from "../../engine/records";
import { CALL_STATUSES } from "../../forms/words";
import { Findings, Panel } from "../../ui/parts";
import { namesOf } from "./CallFields";

interface Props {
  form: CallForm;
  check: CallFormCheck;
  lead: LeadId | null;
  onMove: (status: string) => void;
}

export function Consequences({ form, check, lead, onMove }: Props) {
  const company = useCompany();
  const faults = check.missing.length + check.wrong.length;
  const suggested = check.suggestedStatus;
  return (
    <Panel
      title="What follows"
      aside={faults === 0 ? <span class="badge good">complete</span> : <span class="badge">{faults} to mend</span>}
    >
      <div class="body consequences">
        <dl>
          <dt>Status of the call</dt>
          <dd>{check.status ? CALL_STATUSES[check.status] : "–"}</dd>
          <dt>Started</dt>
          <dd>{check.startedAt ? moment(company, check.startedAt) : "–"}</dd>
          <dt>Ended</dt>
          <dd>{check.end ? `${check.end}${check.endDate !== form.date ? ` on ${check.endDate}` : ""}` : "–"}</dd>
          <dt>Duration</dt>
          <dd>{check.duration ?? "–"}</dd>
          <dt>Follow-up</dt>
          <dd>{check.followUpWanted ? <span class="badge accent">asked for</span> : "not asked for"}</dd>
          <dt>Suggests</dt>
          <dd>{suggested ? statusName(company, suggested) : "–"}</dd>
        </dl>
        {lead !== null && <NextStatus lead={lead} value={form.nextStatus ?? ""} suggested={suggested} onMove={onMove} />}
        <Findings of={check.wrong} tone="bad" />
        {check.missing.length > 0 && <p class="muted small">Still needed: {namesOf(check.missing)}.</p>}
        <Findings of={check.warnings} tone="warn" />
      </div>
    </Panel>
  );
}

interface NextStatusProps {
  lead: LeadId;
  value: string;
  suggested: string | null;
  onMove: (status: string) => void;
}

/** Where the lead moves with the call: nowhere, unless somebody says so. */
function NextStatus({ lead, value, suggested, onMove }: NextStatusProps) {
  const { policy } = useCompany();
  const { result: transitions } = useAnswer("transitions", {}, { lead: { lead }, context: { contextOf: lead } });
  const current = transitions?.find((transition) => transition.current);
  return (
    <label class="field">
      <span class="label">Move the lead with it</span>
      <select class="input" value={value} onChange={(event) => onMove(event.currentTarget.value)}>
        <option value="">{current ? `Stay on ${current.name}` : "Stay"}</option>
        {policy.pipeline.statuses
          .filter(({ id }) => id !== current?.status)
          .map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
              {id === suggested ? " (suggested)" : ""}
            </option>
          ))}
      </select>
    </label>
  );
}
