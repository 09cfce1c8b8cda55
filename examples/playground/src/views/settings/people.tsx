/** The roles of the company: what their people may do, on which leads, and whether jobs give them leads. */

import type { JSX } from "preact";

import type { Role } from "../../engine/records";
import { useDraftContext, useField, useList } from "./draft";
import { FieldFindings, RemoveButton, SelectField, SwitchField, TextField } from "./fields";

/** The permissions that there are, by what they are about. */
const PERMISSIONS: Record<string, string[]> = {
  lead: ["view", "create", "edit", "move", "assign"],
  customer: ["view", "edit", "move", "assign", "manage"],
  call: ["view", "create", "edit"],
  followUp: ["view", "create", "edit"],
  order: ["view", "edit"],
  settings: ["manage"],
  job: ["manage"],
  report: ["view"],
};

const REACHES = [
  { value: "own", label: "One’s own leads" },
  { value: "department", label: "The department" },
  { value: "branch", label: "The branch" },
  { value: "company", label: "The company" },
];

const ROLES = "people.roles";

export function People(): JSX.Element {
  const { value: roles, edit, findings } = useList<Role>(ROLES);
  const add = (): void =>
    edit((latest) => [...latest, { id: "", name: "", permissions: [], reach: "own", receivesLeads: false }]);
  return (
    <div class="fields">
      <SelectField
        path="people.agentRole"
        label="Whom the visibility of customers means by agent"
        choices={roles.map((role) => ({ value: role.id, label: role.name }))}
      />
      <SelectField
        path="people.customerVisibility"
        label="Who sees customers"
        choices={[
          { value: "all", label: "Each by permission and credit" },
          { value: "agentOnly", label: "Agents see only those credited to them" },
        ]}
      />
      <div class="field wide roles" data-path={ROLES}>
        {roles.map((_, place) => (
          <RoleFields key={place} place={place} remove={() => edit((latest) => latest.toSpliced(place, 1))} />
        ))}
        <button type="button" class="button small" onClick={add}>
          Add a role
        </button>
        <FieldFindings findings={findings} />
      </div>
    </div>
  );
}

function RoleFields(props: { place: number; remove: () => void }): JSX.Element {
  const path = `${ROLES}[${props.place}]`;
  const { findings } = useField(path);
  const name = String(useDraftContext().read(`${path}.name`) ?? "");
  return (
    <details class="role" data-path={path}>
      <summary>{name || "New role"}</summary>
      <FieldFindings findings={findings} />
      <div class="fields">
        <TextField path={`${path}.name`} label="Name" />
        <TextField path={`${path}.id`} label="Id" />
        <SelectField path={`${path}.reach`} label="Reach" choices={REACHES} />
        <SwitchField path={`${path}.receivesLeads`} label="Receives leads" />
        <Permissions path={`${path}.permissions`} />
      </div>
      <RemoveButton what={name || "the new role"} onClick={props.remove} />
    </details>
  );
}

function Permissions(props: { path: string }): JSX.Element {
  const { value: held, edit, findings } = useList<string>(props.path);
  const toggle = (permission: string, isHeld: boolean): void =>
    edit((latest) => {
      const others = latest.filter((one) => one !== permission);
      return isHeld ? [...others, permission] : others;
    });
  return (
    <fieldset class="field wide" data-path={props.path}>
      <legend class="label">Permissions</legend>
      <div class="permissions">
        {Object.entries(PERMISSIONS).map(([resource, actions]) => (
          <div key={resource} role="group" aria-label={resource}>
            <span class="resource">{resource}</span>
            {actions.map((action) => (
              <label key={action} class="chip">
                <input
                  type="checkbox"
                  checked={held.includes(`${resource}.${action}`)}
                  onChange={(event) => toggle(`${resource}.${action}`, event.currentTarget.checked)}
                />
                {action}
              </label>
            ))}
          </div>
        ))}
      </div>
      <FieldFindings findings={findings} />
    </fieldset>
  );
}
