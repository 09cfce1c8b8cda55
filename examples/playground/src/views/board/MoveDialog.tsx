/** Asks for what a move needs: an owner, a follow-up, or the order of a new customer. */

import { useState } from "preact/hooks";

import { reasonText } from "../../app/codes";
import { isolated } from "../../app/format";
import { agentName, useAnswer, useCompany } from "../../app/hooks";
import type { Move, MoveExtras } from "../../company/company";
import { WorkerTrouble, request } from "../../engine/client";
import type { Diagnostic, FollowUpForm, Lead, Response, Verdict } from "../../engine/records";
import { NO_ORDER, OrderFields, orderOf } from "../../forms/OrderFields";
import { ScheduleFields } from "../../forms/ScheduleFields";
import { Dialog, DialogActions } from "../../ui/Dialog";
import { Findings } from "../../ui/parts";

interface Props {
  lead: Lead;
  move: Move;
  onMoved: (verdict: Verdict) => void;
  onClose: () => void;
}

export function MoveDialog({ lead, move, onMoved, onClose }: Props) {
  const [needsOwner, needsFollowUp] = [move.needs.includes("owner"), move.needs.includes("followUp")];
  const takesOrder = move.mayTake.includes("orderDetails");
  const [owner, setOwner] = useState("");
  const [form, setForm] = useState<FollowUpForm>({ parentKind: "lead", parentId: lead.id });
  const [order, setOrder] = useState(NO_ORDER);
  const [tried, setTried] = useState(false);
  const [reasons, setReasons] = useState<Pick<Diagnostic, "rule" | "message">[]>([]);
  const context = { formContextOf: lead.id, ...(owner !== "" && { owner }) };
  const { result: check, isCurrent } = useAnswer("checkFollowUpForm", { form }, { context });
  const { result: agents } = useAnswer("assignable", {}, { lead: { lead: lead.id }, context: { contextOf: lead.id } });

  const submit = async () => {
    setTried(true);
    const extras: MoveExtras = {};
    const typed = takesOrder ? orderOf(order) : undefined;
    if (owner !== "") extras.owner = owner;
    if (needsFollowUp) extras.followUp = form;
    if (typed) extras.order = typed;
    try {
      const verdict = await request("move", lead.id, move.status, extras);
      if (verdict.type === "accepted") onMoved(verdict);
      else setReasons(verdict.reasons);
    } catch (thrown) {
      // The faults of the schedule form stand beside its fields already.
      if (!(thrown instanceof WorkerTrouble)) throw thrown;
      setReasons(thrown.findings.filter(({ path }) => !needsFollowUp || path.startsWith("command")) as Diagnostic[]);
    }
  };

  // It opens with everything that it asks for: the focus belongs into the first field.
  if ((needsOwner && !agents) || (needsFollowUp && !check)) return null;
  return (
    <Dialog title={`${isolated(lead.name ?? lead.id)} to ${move.name}`} onClose={onClose} onSubmit={submit}>
      {needsOwner && agents && <OwnerPicker agents={agents} owner={owner} onChange={setOwner} />}
      {needsFollowUp && check && (
        <fieldset>
          <legend class="form-part">Follow-up</legend>
          <ScheduleFields
            form={form}
            onChange={setForm}
            findings={{ ...check, tried }}
            slot={isCurrent ? check.slot : null}
            at={check.at}
          />
        </fieldset>
      )}
      {takesOrder && (
        <fieldset>
          <legend class="form-part">
            Order <span class="muted">optional</span>
          </legend>
          <OrderFields order={order} onChange={(part) => setOrder((latest) => ({ ...latest, ...part }))} />
        </fieldset>
      )}
      <div role="alert">
        <Findings of={reasons} tone="bad" />
      </div>
      <DialogActions submit="Move" onClose={onClose} />
    </Dialog>
  );
}

interface OwnerPickerProps {
  agents: Response<"assignable">;
  owner: string;
  onChange: (owner: string) => void;
}

/** The agents whom the lead can be given to, and what a job would say of each. */
function OwnerPicker({ agents, owner, onChange }: OwnerPickerProps) {
  const company = useCompany();
  return (
    <fieldset>
      <legend class="form-part">Owner</legend>
      {agents.length === 0 && <p class="muted small">There is nobody whom you may give it to.</p>}
      <div class="owners">
        {agents.map(({ agent, held, cap, byJob, code }, place) => (
          <label key={agent} class="owner">
            <input
              type="radio"
              name="owner"
              value={agent}
              checked={owner === agent}
              // Else the list would take the focus, since it scrolls.
              autoFocus={place === 0}
              onChange={() => onChange(agent)}
            />
            <span>{agentName(company, agent)}</span>
            <span class="muted small">
              {held ?? "?"}
              {cap !== null && ` of ${cap}`}
            </span>
            {!byJob && code && (
              <span class="by-hand" title={code}>
                By hand only: {reasonText(code)}
              </span>
            )}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
