import { useState } from "preact/hooks";

import { useAnswer, useCompany } from "../../app/hooks";
import type { FollowUp, FollowUpForm, Timestamp } from "../../engine/records";
import { Dialog, DialogActions } from "../../ui/Dialog";
import { Field } from "../../ui/Field";

interface Props {
  followUp: FollowUp;
  onChoose: (at: Timestamp) => void;
  onClose: () => void;
}

/** Asks for another date and time, checked as those of a schedule form are. */
export function RescheduleDialog({ followUp, onChoose, onClose }: Props) {
  const { local } = useCompany();
  const [when, setWhen] = useState({ date: local.date, time: "" });
  const [tried, setTried] = useState(false);
  const form: FollowUpForm = {
    parentKind: followUp.parent.kind,
    parentId: followUp.parent.id,
    subject: followUp.subject ?? followUp.kind,
    kind: followUp.kind,
    ...when,
  };
  const lead = followUp.parent.kind === "lead" ? followUp.parent.id : null;
  const { result: check } = useAnswer("checkFollowUpForm", { form }, { context: { formContextOf: lead } });
  const findings = check && { ...check, tried };
  const submit = () => {
    setTried(true);
    if (check?.at && check.wrong.length === 0) onChoose(check.at);
  };
  const input = (path: "date" | "time", label: string) =>
    findings && (
      <Field label={label} path={path} findings={findings}>
        {(attributes) => (
          <input {...attributes} value={when[path]} onInput={(event) => setWhen({ ...when, [path]: event.currentTarget.value })} />
        )}
      </Field>
    );
  return (
    <Dialog title={`Reschedule: ${followUp.subject ?? followUp.kind}`} onClose={onClose} onSubmit={submit}>
      <div class="grid-2">
        {input("date", "Date")}
        {input("time", "Time")}
      </div>
      <DialogActions submit="Reschedule" onClose={onClose} />
    </Dialog>
  );
}
