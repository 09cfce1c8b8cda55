/** A labelled field with what the engine finds wrong, missing or odd about it. */

import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

import type { Diagnostic } from "../engine/records";
import { sentence } from "./parts";

/** What a form's check says of its fields. */
export interface FormFindings {
  missing: Diagnostic[];
  wrong: Diagnostic[];
  warnings: Diagnostic[];
  /** Whether what is missing is a fault by now: somebody tried to save. */
  tried: boolean;
}

/** What a control needs so that label and messages belong to it. */
export interface ControlAttributes {
  id: string;
  class: "input";
  "aria-invalid": boolean;
  "aria-required": boolean;
  "aria-describedby": string;
}

interface Props {
  label: string;
  /** The field's path in the form. */
  path: string;
  findings: FormFindings;
  /** What the engine worked out for an empty field, or how to fill it in. */
  hint?: ComponentChildren;
  wide?: boolean;
  children: (attributes: ControlAttributes) => ComponentChildren;
}

export function Field({ label, path, findings, hint, wide, children }: Props) {
  const id = useId();
  const ofPath = (list: Diagnostic[]) => list.filter((finding) => finding.path === path);
  const [wrong, missing, warnings] = [ofPath(findings.wrong), ofPath(findings.missing), ofPath(findings.warnings)];
  const faults = findings.tried ? [...wrong, ...missing] : wrong;
  const attributes: ControlAttributes = {
    id,
    class: "input",
    "aria-invalid": faults.length > 0,
    "aria-required": missing.length > 0,
    "aria-describedby": `${id}-messages`,
  };
  return (
    <div class={wide ? "field wide" : "field"} data-path={path}>
      <label for={id}>
        {label}
        {missing.length > 0 && <span class="needed"> needed</span>}
      </label>
      {children(attributes)}
      <div id={`${id}-messages`} class="messages">
        {faults.map(({ code, message }) => (
          <p key={code} class="message wrong">
            {sentence(message)}
          </p>
        ))}
        {warnings.map(({ code, message }) => (
          <p key={code} class="message warning">
            {sentence(message)}
          </p>
        ))}
        {hint && faults.length === 0 && <p class="message hint">{hint}</p>}
      </div>
    </div>
  );
}
