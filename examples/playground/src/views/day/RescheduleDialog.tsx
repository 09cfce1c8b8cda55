import { useState } from "preact/hooks";

import { useAnswer, useCompany } from "../../app/hooks";
import { WorkerTrouble, request } from "../../engine/client";
import type { Diagnostic, FollowUp, FollowUpForm, Verdict } from "../../engine/records";
import { Dialog, DialogActions } from "../../ui/Dialog";
import { Field } from "../../ui/Field";
import { Findings } from "../../ui/parts";

interface Props {
  followUp: FollowUp;
  onMoved: (verdict: Verdict) => void;
  onClose: () => void;
}

/** Asks for another date and time, checked as those of a schedule form are. */
export function RescheduleDialog({ followUp, onMoved, onClose }: Props) {
  const { local } = useCompany();
  const [when, setWhen] = useState({ date: local.date, time: "" });
  const [tried, setTried] = useState(false);
  const [reasons, setReasons] = useState<Diagnostic[]>([]);
  const form: FollowUpForm = {
    parentKind: followUp.parent.kind,
    parentId: followUp.parent.id,
    subject: followUp.subject ?? followUp.kind,
    kind: followUp.kind,
    ...when,
  };
  const lead = followUp.parent.kind === "lead" ? followUp.parent.id : null;
  const { result: check } = useAnswer("checkFollowUpForm", { form }, { context: { formContextOf: lead } });
  const submit = async () => {
    setTried(true);
    setReasons([]);
    try {
      const verdict = await request("reschedule", followUp.id, followUp.parent.id, form);
      if (verdict.type === "accepted") onMoved(verdict);
      else setReasons(verdict.reasons);
    } catch (thrown) {
      // The faults of the form stand beside its fields.
      if (!(thrown instanceof WorkerTrouble)) throw thrown;
    }
  };
  const set = (part: Partial<typeof when>) => setWhen((latest) => ({ ...latest, ...part }));
  if (!check) return null;
  const findings = { ...check, tried };
  const input = (path: "date" | "time", label: string) => (
    <Field label={label} path={path} findings={findings}>
      {(attributes) => (
        <input {...attributes} value={when[path]} onInput={(event) => set({ [path]: event.currentTarget.value })} />
      )}
    </Field>
  );
  return (
    <Dialog title={`Reschedule: ${followUp.subject ?? followUp.kind}`} onClose={onClose} onSubmit={submit}>
      <div class="grid-2">
        {input("date", "Date")}
        {input("time", "Time")}
      </div>
      <div role="alert">
        <Findings of={reasons} tone="bad" />
      </div>
      <DialogActions submit="Reschedule" onClose={onClose} />
    </Dialog>
  );
}
