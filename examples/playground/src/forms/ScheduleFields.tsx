/** The fields of the schedule form, alone or below those of a call. */

import { useEffect } from "preact/hooks";

import { useCompany } from "../app/hooks";
import { day } from "../app/format";
import type { FollowUpForm, Slot, Timestamp } from "../engine/records";
import { Field, type FormFindings } from "../ui/Field";
import { ACTIVITIES } from "./words";

interface Props {
  form: FollowUpForm;
  /** Edits the form as it is by then: the slot arrives while somebody types. */
  onChange: (edit: (form: FollowUpForm) => FollowUpForm) => void;
  findings: FormFindings;
  /** The default slot, for a form without date and time; none while the form is being checked. */
  slot: Slot | null;
  /** What date and time mean, once they mean something. */
  at: Timestamp | null;
  /** Before the paths of the fields, such as `followUp.`. */
  prefix?: string;
}

export function ScheduleFields({ form, onChange, findings, slot, at, prefix = "" }: Props) {
  const company = useCompany();
  const { reminderMinutes } = company.policy.followUps;
  const set = (part: Partial<FollowUpForm>) => onChange((latest) => ({ ...latest, ...part }));
  useEffect(() => {
    // A form that was never touched begins with the slot that the engine proposes.
    if (slot) onChange((latest) => (latest.date === undefined && latest.time === undefined ? { ...latest, ...slot } : latest));
  }, [slot]);
  return (
    <div class="schedule-fields">
      <Field label="Subject" path={`${prefix}subject`} findings={findings} wide>
        {(attributes) => (
          <input {...attributes} value={form.subject ?? ""} onInput={(event) => set({ subject: event.currentTarget.value })} />
        )}
      </Field>
      <Field label="Date" path={`${prefix}date`} findings={findings} hint={at && day(company, at)}>
        {(attributes) => (
          <input
            {...attributes}
            placeholder="2026-05-18"
            value={form.date ?? ""}
            onInput={(event) => set({ date: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label="Time" path={`${prefix}time`} findings={findings}>
        {(attributes) => (
          <input
            {...attributes}
            placeholder="10:00"
            value={form.time ?? ""}
            onInput={(event) => set({ time: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label="What" path={`${prefix}kind`} findings={findings}>
        {(attributes) => (
          <select {...attributes} value={form.kind ?? "call"} onChange={(event) => set({ kind: event.currentTarget.value })}>
            {Object.entries(ACTIVITIES).map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Reminder" path={`${prefix}reminder`} findings={findings}>
        {(attributes) => (
          <select {...attributes} value={form.reminder ?? ""} onChange={(event) => set({ reminder: event.currentTarget.value })}>
            <option value="">None</option>
            {reminderMinutes.map((minutes) => (
              <option key={minutes} value={String(minutes)}>
                {minutes === 0 ? "At the time" : `${minutes} minutes before`}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Note" path={`${prefix}note`} findings={findings} wide>
        {(attributes) => (
          <textarea {...attributes} rows={2} value={form.note ?? ""} onInput={(event) => set({ note: event.currentTarget.value })} />
        )}
      </Field>
    </div>
  );
}
