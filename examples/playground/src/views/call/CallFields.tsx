import { useCompany } from "../../app/hooks";
import type { CallForm, CallFormCheck, Diagnostic } from "../../engine/records";
import { LeadPicker } from "../../forms/LeadPicker";
import { CALL_STATUSES, DIRECTIONS } from "../../forms/words";
import { type ControlAttributes, Field } from "../../ui/Field";

interface Props {
  form: CallForm;
  check: CallFormCheck;
  tried: boolean;
  onChange: (part: Partial<CallForm>) => void;
}

/** What people call the fields that can be missing, by their paths. */
const NAMES: Record<string, string> = {
  parentId: "whom it belongs to",
  start: "two of start, end and duration",
  "followUp.subject": "the subject of the follow-up",
  "followUp.date": "the date of the follow-up",
  "followUp.time": "the time of the follow-up",
};

/** The fields that are missing, as the end of a sentence. */
export function namesOf(missing: Diagnostic[]): string {
  return missing.map(({ path }) => NAMES[path] ?? `the ${path}`).join(", ");
}

/** Fields of the form that are plain texts. */
type TextField = "parentId" | "contactNumber" | "date" | "start" | "end" | "duration" | "summary";

export function CallFields({ form, check, tried, onChange }: Props) {
  const { policy } = useCompany();
  const findings = { ...check, tried };
  const isLead = form.parentKind === "lead";
  const text = (path: TextField, label: string, placeholder: string, hint: string | null = null) => (
    <Field label={label} path={path} findings={findings} hint={hint}>
      {(attributes) => (
        <input
          {...attributes}
          autoComplete="off"
          placeholder={placeholder}
          value={form[path] ?? ""}
          onInput={(event) => onChange({ [path]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
  /** A time that the engine worked out from the two others. */
  const time = (path: "start" | "end" | "duration", label: string, placeholder: string) => {
    const worked = (form[path] ?? "").trim() === "" ? check[path] : null;
    return text(path, label, worked ?? placeholder, worked && `${worked}, worked out`);
  };
  const choice = (
    path: "parentKind" | "direction" | "response" | "status",
    label: string,
    options: [id: string, name: string][],
    none: string | null,
  ) => (
    <Field label={label} path={path} findings={findings}>
      {(attributes: ControlAttributes) => (
        <select {...attributes} value={form[path] ?? ""} onChange={(event) => onChange({ [path]: event.currentTarget.value })}>
          {none !== null && <option value="">{none}</option>}
          {options.map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
  const statuses = Object.entries(CALL_STATUSES).filter(([id]) => id !== "inProgress");
  const implied = check.status && (form.status ?? "") === "" ? `${CALL_STATUSES[check.status]}, from the response` : "From the response";
  return (
    <div class="grid-3">
      {choice("parentKind", "Belongs to", policy.forms.parentKinds.map(({ id, name }) => [id, name]), null)}
      {isLead ? (
        <Field label="Lead" path="parentId" findings={findings}>
          {(attributes) => (
            <LeadPicker
              attributes={attributes}
              lead={form.parentId || null}
              onPick={(lead) => onChange({ parentId: lead ?? "" })}
            />
          )}
        </Field>
      ) : (
        text("parentId", "Which one", "its id")
      )}
      {text("contactNumber", "Number", "098200 12345", check.phone && `kept as ${check.phone}`)}
      {choice("direction", "Direction", Object.entries(DIRECTIONS), null)}
      {choice("response", "Response", policy.forms.responses.map(({ id, name }) => [id, name]), "None")}
      {choice("status", "Status of the call", statuses, implied)}
      {text("date", "Date", "2026-05-14")}
      <div class="times">
        {time("start", "Start", "15:02")}
        {time("end", "End", "15:06")}
        {time("duration", "Duration", "00:04:00")}
      </div>
      <div class="wide">{text("summary", "Summary", "in a line")}</div>
      <Field label="Note" path="note" findings={findings} wide>
        {(attributes) => (
          <textarea {...attributes} rows={3} value={form.note ?? ""} onInput={(event) => onChange({ note: event.currentTarget.value })} />
        )}
      </Field>
    </div>
  );
}
