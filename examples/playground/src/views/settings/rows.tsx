/** Lists of records in the settings, a row each; every cell knows its path. */

import type { JSX } from "preact";

import { useField, useList } from "./draft";
import { FieldFindings, RemoveButton, type Choice } from "./fields";

/** A column of such a list. With `choices` it is chosen, else it is typed. */
export interface RowColumn {
  field: string;
  label: string;
  type?: "text" | "switch";
  choices?: Choice[];
  /** The choice of nothing, as `null`. */
  none?: string;
  /** How a value that is no text stands among the choices, and back. */
  read?: (value: unknown) => string;
  write?: (choice: string) => unknown;
}

interface RowsProps {
  path: string;
  label: string;
  columns: RowColumn[];
  fresh: () => unknown;
  /** What the list means while there is none (`null`). Removing the last row then leaves none. */
  none?: string;
}

export function Rows(props: RowsProps): JSX.Element {
  const { value: rows, edit, findings } = useList<unknown>(props.path);
  const remove = (place: number): void =>
    edit((latest) => {
      const rest = latest.toSpliced(place, 1);
      return rest.length === 0 && props.none !== undefined ? null : rest;
    });
  return (
    <fieldset class="field wide" data-path={props.path}>
      <legend class="label">{props.label}</legend>
      {rows.length === 0 && props.none !== undefined && <p class="message hint">{props.none}</p>}
      {rows.length > 0 && (
        <div class="scroll">
          <table class="table rows">
            <thead>
              <tr>
                {props.columns.map((column) => (
                  <th key={column.field} scope="col">
                    {column.label}
                  </th>
                ))}
                <td />
              </tr>
            </thead>
            <tbody>
              {rows.map((_, place) => (
                <Row key={place} {...props} place={place} remove={() => remove(place)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <button type="button" class="button small" onClick={() => edit((latest) => [...latest, props.fresh()])}>
        Add
      </button>
      <FieldFindings findings={findings} />
    </fieldset>
  );
}

function Row(props: RowsProps & { place: number; remove: () => void }): JSX.Element {
  const path = `${props.path}[${props.place}]`;
  const { findings } = useField(path);
  const label = `${props.label} ${props.place + 1}`;
  return (
    <tr data-path={path}>
      {props.columns.map((column) => (
        <td key={column.field}>
          <CellField path={`${path}.${column.field}`} column={column} label={`${label}: ${column.label}`} />
        </td>
      ))}
      <td>
        <RemoveButton what={label} onClick={props.remove} />
        <FieldFindings findings={findings} />
      </td>
    </tr>
  );
}

function CellField(props: { path: string; column: RowColumn; label: string }): JSX.Element {
  const { value, set, findings } = useField(props.path);
  const { column } = props;
  const shared = {
    "aria-label": props.label,
    "aria-invalid": findings.some((finding) => finding.kind === "fault") || undefined,
  };
  return (
    <div data-path={props.path}>
      {column.type === "switch" ? (
        <input {...shared} type="checkbox" checked={value === true} onChange={(event) => set(event.currentTarget.checked)} />
      ) : column.choices ? (
        <select
          {...shared}
          class="input"
          value={column.read ? column.read(value) : String(value ?? "")}
          onChange={(event) => set(column.write ? column.write(event.currentTarget.value) : event.currentTarget.value)}
        >
          {column.none !== undefined && <option value="">{column.none}</option>}
          {column.choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...shared}
          class="input"
          value={typeof value === "string" ? value : ""}
          onInput={(event) => set(event.currentTarget.value)}
        />
      )}
      <FieldFindings findings={findings} />
    </div>
  );
}
