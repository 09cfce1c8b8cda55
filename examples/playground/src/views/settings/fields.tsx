/** The fields of the settings. Each knows the path of its value, and shows what the engine says about it. */

import type { ComponentChildren, JSX, TargetedInputEvent } from "preact";
import { useId } from "preact/hooks";

import { Icon } from "../../ui/Icon";
import { Findings } from "../../ui/parts";
import { useField, useList, type Finding } from "./draft";

/** A choice of a list: its value in the policy, and how people call it. */
export interface Choice {
  value: string;
  label: string;
}

interface FieldProps {
  path: string;
  label: string;
  hint?: string;
}

/** Texts: ids, names, and times of day as they are written. */
export function TextField(props: FieldProps & { isNarrow?: boolean; placeholder?: string; list?: string[] }): JSX.Element {
  const { value, set, findings } = useField(props.path);
  return (
    <Field {...props} findings={findings}>
      {(described) => (
        <>
          <input
            {...described}
            class={props.isNarrow ? "input narrow" : "input"}
            list={props.list && `${described.id}-list`}
            value={typeof value === "string" ? value : ""}
            placeholder={props.placeholder ?? ""}
            onInput={(event) => set(event.currentTarget.value)}
          />
          {props.list && (
            <datalist id={`${described.id}-list`}>
              {props.list.map((entry) => (
                <option key={entry} value={entry} />
              ))}
            </datalist>
          )}
        </>
      )}
    </Field>
  );
}

/** A whole number. What cannot be read as one goes to the engine as it was typed, which then says so. */
export function NumberField(props: FieldProps & { unit?: string; none?: string }): JSX.Element {
  const { value, set, findings } = useField(props.path);
  return (
    <Field {...props} findings={findings}>
      {(described) => (
        <span class="with-unit">
          <input
            {...described}
            class="input narrow"
            inputMode="numeric"
            value={value === null || value === undefined ? "" : String(value)}
            placeholder={props.none ?? ""}
            onInput={(event) => set(typedNumber(event.currentTarget.value, props.none !== undefined))}
          />
          {props.unit && <span class="muted small">{props.unit}</span>}
        </span>
      )}
    </Field>
  );
}

function typedNumber(text: string, mayBeNone: boolean): unknown {
  const typed = text.trim();
  if (typed === "") return mayBeNone ? null : "";
  return /^-?\d+(\.\d+)?$/.test(typed) ? Number(typed) : typed;
}

/** Something that is on or off. */
export function SwitchField(props: FieldProps): JSX.Element {
  const { value, set, findings } = useField(props.path);
  const id = useId();
  return (
    <div class="field switch-field" data-path={props.path}>
      <label class="switch">
        <input
          type="checkbox"
          role="switch"
          checked={value === true}
          aria-describedby={findings.length > 0 ? id : undefined}
          onChange={(event) => set(event.currentTarget.checked)}
        />
        <span>
          {props.label}
          {props.hint && <span class="message hint">{props.hint}</span>}
        </span>
      </label>
      <FieldFindings id={id} findings={findings} />
    </div>
  );
}

/** One of several choices; with `none` the choice of nothing as well. */
export function SelectField(props: FieldProps & { choices: Choice[]; none?: string }): JSX.Element {
  const { value, set, findings } = useField(props.path);
  return (
    <Field {...props} findings={findings}>
      {(described) => (
        <select
          {...described}
          class="input"
          value={typeof value === "string" ? value : ""}
          onChange={(event) => set(event.currentTarget.value === "" ? null : event.currentTarget.value)}
        >
          {props.none !== undefined && <option value="">{props.none}</option>}
          {props.choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Some of several choices, in the order of the choices. */
export function ChecklistField(props: FieldProps & { choices: Choice[] }): JSX.Element {
  const { value: chosen, edit, findings } = useList<string>(props.path);
  const id = useId();
  const toggle = (choice: string, isChosen: boolean): void => {
    const order = props.choices.map((one) => one.value);
    edit((latest) => {
      const others = latest.filter((one) => one !== choice);
      const next = isChosen ? [...others, choice] : others;
      return next.toSorted((one, other) => order.indexOf(one) - order.indexOf(other));
    });
  };
  return (
    <fieldset class="field" data-path={props.path} aria-describedby={findings.length > 0 ? id : undefined}>
      <legend class="label">{props.label}</legend>
      {props.hint && <span class="message hint">{props.hint}</span>}
      <div class="chips">
        {props.choices.map((choice) => (
          <label key={choice.value} class="chip">
            <input
              type="checkbox"
              checked={chosen.includes(choice.value)}
              onChange={(event) => toggle(choice.value, event.currentTarget.checked)}
            />
            {choice.label}
          </label>
        ))}
      </div>
      <FieldFindings id={id} findings={findings} />
    </fieldset>
  );
}

/** A list of values that are typed, one beside the other: dates or numbers. */
export function ListField(props: FieldProps & { type: "date" | "number"; unit?: string }): JSX.Element {
  const { value: entries, edit, findings } = useList<unknown>(props.path);
  const id = useId();
  const read = (text: string): unknown => (props.type === "number" ? typedNumber(text, false) : text);
  return (
    <fieldset class="field" data-path={props.path} aria-describedby={findings.length > 0 ? id : undefined}>
      <legend class="label">{props.label}</legend>
      {props.hint && <span class="message hint">{props.hint}</span>}
      <div class="entries">
        {entries.map((entry, place) => {
          const shared = {
            "aria-label": `${props.label} ${place + 1}`,
            value: String(entry),
            onInput: (event: TargetedInputEvent<HTMLInputElement>) => {
              const typed = read(event.currentTarget.value);
              edit((latest) => latest.with(place, typed));
            },
          };
          return (
            <span key={place} class="entry">
              {props.type === "date" ? (
                <input {...shared} class="input" type="date" />
              ) : (
                <input {...shared} class="input tiny" inputMode="numeric" />
              )}
              {props.unit && <span class="muted small">{props.unit}</span>}
              <RemoveButton what={`${props.label} ${place + 1}`} onClick={() => edit((latest) => latest.toSpliced(place, 1))} />
            </span>
          );
        })}
        <button type="button" class="button small" onClick={() => edit((latest) => [...latest, ""])}>
          Add
        </button>
      </div>
      <FieldFindings id={id} findings={findings} />
    </fieldset>
  );
}

/** The button that takes a row out of a list. */
export function RemoveButton(props: { what: string; onClick: () => void }): JSX.Element {
  return (
    <button type="button" class="button quiet small icon" aria-label={`Remove ${props.what}`} onClick={props.onClick}>
      <Icon name="close" />
    </button>
  );
}

/** What the engine says about a whole group, such as a list of rows whose columns have findings of their own. */
export function GroupFindings(props: { path: string }): JSX.Element {
  const { findings } = useField(props.path);
  return (
    <div data-path={props.path}>
      <FieldFindings findings={findings} />
    </div>
  );
}

/** The findings themselves: faults are in the way of saving, advice is not. */
export function FieldFindings({ findings, id }: { findings: Finding[]; id?: string }): JSX.Element | null {
  if (findings.length === 0) return null;
  const of = (kind: Finding["kind"]) => findings.filter((finding) => finding.kind === kind);
  return (
    <div class="field-findings" id={id}>
      <Findings of={of("fault")} tone="bad" />
      <Findings of={of("advice")} tone="warn" />
    </div>
  );
}

interface Described {
  id: string;
  "aria-invalid": boolean | undefined;
  "aria-describedby": string | undefined;
}

function Field(
  props: FieldProps & { findings: Finding[]; children: (described: Described) => ComponentChildren },
): JSX.Element {
  const id = useId();
  const isFaulty = props.findings.some((finding) => finding.kind === "fault");
  const described: Described = {
    id,
    "aria-invalid": isFaulty || undefined,
    "aria-describedby": props.findings.length > 0 ? `${id}-findings` : undefined,
  };
  return (
    <div class="field" data-path={props.path}>
      <label for={id}>{props.label}</label>
      {props.children(described)}
      {props.hint && <span class="message hint">{props.hint}</span>}
      <FieldFindings id={`${id}-findings`} findings={props.findings} />
    </div>
  );
}
