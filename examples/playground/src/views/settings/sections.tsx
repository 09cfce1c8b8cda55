/** The sections of the settings, but for the pipeline: what a company configures, as a form. */

import type { JSX } from "preact";

import type { Policy } from "../../engine/records";
import { useDraftContext } from "./draft";
import { ChecklistField, GroupFindings, ListField, NumberField, SelectField, SwitchField, TextField, type Choice } from "./fields";
import { People } from "./people";
import { Rows } from "./rows";

/** A part of the form: where it stands in the policy, and its name in the list of sections. */
export interface Section {
  id: string;
  name: string;
  /** The parts of the policy that it shows. */
  paths: string[];
  Body: () => JSX.Element;
}

const named = (...values: string[]): Choice[] => values.map((value) => ({ value, label: inWords(value) }));

/** `notPicked` as `Not picked`. */
function inWords(value: string): string {
  const words = value.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const WEEKDAYS = named("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
const CALL_STATUSES = named("called", "busy", "noAnswer", "missed", "followUp", "rescheduled");
const SUGGESTED_ROLES = ["interested", "notPicked", "missed", "followUps"];
const ZONES = Intl.supportedValuesOf("timeZone");

/** The statuses of the draft as choices. */
function useStatuses(): Choice[] {
  const statuses: Policy["pipeline"]["statuses"] = useDraftContext().policy.pipeline?.statuses ?? [];
  return statuses.map((status) => ({ value: status.id, label: status.name }));
}

function Company(): JSX.Element {
  return (
    <div class="fields">
      <TextField path="timeZone.name" label="Time zone" hint="An IANA name in exact case" list={ZONES} />
      <NumberField path="dailyTarget" label="Daily target" unit="outgoing calls per agent" />
      <SwitchField path="orders.enabled" label="Orders" hint="Conversions may carry what was bought" />
    </div>
  );
}

function Calendar(): JSX.Element {
  return (
    <div class="fields">
      <ChecklistField path="calendar.workingDays" label="Working days" choices={WEEKDAYS} />
      <SelectField path="calendar.weekStartsOn" label="Week starts on" choices={WEEKDAYS} />
      <ListField path="calendar.holidays" label="Holidays" type="date" />
      <ListField path="calendar.extraWorkingDays" label="Extra working days" type="date" hint="Even on a holiday" />
      <Rows
        path="calendar.callingHours"
        label="Calling hours"
        none="Leads may be called at any time."
        fresh={() => ({ weekday: "monday", from: "09:00", to: "18:00" })}
        columns={[
          { field: "weekday", label: "Weekday", choices: WEEKDAYS },
          { field: "from", label: "From" },
          { field: "to", label: "To" },
        ]}
      />
    </div>
  );
}

function Calls(): JSX.Element {
  return (
    <div class="fields">
      <SwitchField
        path="calls.followUpRequired"
        label="Follow-up required"
        hint="Refuse a Follow up or Rescheduled call that schedules nothing"
      />
      <SwitchField
        path="calls.automaticStatuses"
        label="Automatic statuses"
        hint="Busy, No Answer and Missed calls move the lead"
      />
      <NumberField path="calls.longestCallMinutes" label="Longest call" unit="minutes" />
    </div>
  );
}

function FollowUps(): JSX.Element {
  return (
    <div class="fields">
      <TextField path="followUps.defaultSlotAt" label="Default slot" isNarrow placeholder="HH:MM" />
      <SelectField
        path="followUps.resolvedBy"
        label="Resolved by"
        choices={[
          { value: "anyCall", label: "Any call of the day" },
          { value: "connectedCall", label: "A connected call of the day" },
        ]}
      />
      <SelectField
        path="followUps.overdueFrom"
        label="Overdue from"
        choices={[
          { value: "instant", label: "Its instant" },
          { value: "nextDay", label: "The next day" },
        ]}
      />
      <ListField path="followUps.reminderMinutes" label="Reminders offered" type="number" unit="min" />
      <ChecklistField
        path="followUps.channels"
        label="Channels"
        choices={[
          { value: "inApp", label: "In the app" },
          { value: "push", label: "Push" },
        ]}
      />
    </div>
  );
}

function Phone(): JSX.Element {
  return (
    <div class="fields">
      <TextField path="phone.countryCode" label="Country code" isNarrow hint="Put before a national number" />
      <TextField path="phone.trunkPrefix" label="Trunk prefix" isNarrow hint="Dropped from a national number" />
    </div>
  );
}

function Forms(): JSX.Element {
  const statuses = useStatuses();
  const suggestions: Choice[] = [
    ...SUGGESTED_ROLES.map((role) => ({ value: `role:${role}`, label: `Role ${inWords(role).toLowerCase()}` })),
    ...statuses.map((status) => ({ value: `status:${status.value}`, label: status.label })),
  ];
  return (
    <div class="fields">
      <Rows
        path="forms.parentKinds"
        label="What calls and follow-ups belong to"
        fresh={() => ({ id: "", name: "" })}
        columns={[
          { field: "id", label: "Id" },
          { field: "name", label: "Name" },
        ]}
      />
      <Rows
        path="forms.responses"
        label="Responses"
        fresh={() => ({ id: "", name: "", callStatus: "called", suggests: null, wantsFollowUp: false })}
        columns={[
          { field: "id", label: "Id" },
          { field: "name", label: "Name" },
          { field: "callStatus", label: "Call status", choices: CALL_STATUSES },
          { field: "suggests", label: "Suggests", choices: suggestions, none: "Nothing", read: suggestion, write: suggestionOf },
          { field: "wantsFollowUp", label: "Wants a follow-up", type: "switch" },
        ]}
      />
    </div>
  );
}

/** A suggestion as the choice that stands for it: `role:interested` or `status:busy`. */
function suggestion(value: unknown): string {
  const [[kind, id] = ["", ""]] = Object.entries((value ?? {}) as Record<string, string>);
  return kind === "" ? "" : `${kind}:${id}`;
}

function suggestionOf(choice: string): unknown {
  const [kind = "", id = ""] = choice.split(/:(.*)/);
  return choice === "" ? null : { [kind]: id };
}

function Automation(): JSX.Element {
  const statuses = useStatuses();
  return (
    <div class="job-cards">
      <fieldset class="job-card">
        <legend>Removal</legend>
        <SwitchField path="automation.removal.enabled" label="Runs by itself" />
        <TextField path="automation.removal.at" label="At" isNarrow placeholder="HH:MM" />
        <NumberField path="automation.removal.days" label="Leads may stand still" unit="days" />
        <SwitchField path="automation.removal.sparesFollowUpsAhead" label="Spare leads with a follow-up ahead" />
        <ChecklistField path="automation.removal.statuses" label="Looks at" choices={statuses} />
      </fieldset>
      <fieldset class="job-card">
        <legend>Assignment</legend>
        <SwitchField path="automation.assignment.enabled" label="Runs by itself" />
        <TextField path="automation.assignment.at" label="At" isNarrow placeholder="HH:MM" />
        <SelectField
          path="automation.assignment.evenness"
          label="Shares compared by"
          choices={[
            { value: "received", label: "Leads received over all runs" },
            { value: "held", label: "Leads held after the run" },
          ]}
        />
        <SelectField
          path="automation.assignment.scope"
          label="Scope"
          choices={[
            { value: "company", label: "The company" },
            { value: "branch", label: "The lead’s branch" },
            { value: "department", label: "The lead’s department" },
            { value: "branchAndDepartment", label: "Branch and department" },
          ]}
        />
        <NumberField path="automation.assignment.maxAttempts" label="Most attempts" none="No limit" />
        <NumberField path="automation.assignment.restHours" label="Rest after an attempt" unit="hours" />
        <NumberField path="automation.assignment.intake.perRun" label="Most new leads per run" none="No limit" unit="per agent" />
        <NumberField path="automation.assignment.intake.perDay" label="Most new leads per day" none="No limit" unit="per agent" />
        <SwitchField path="automation.assignment.sparesFollowUpsAhead" label="Spare leads with a follow-up ahead" />
        <SwitchField path="automation.assignment.adoptOrphans" label="Adopt leads of unknown owners" />
        <SwitchField path="automation.assignment.allowBarredAgent" label="A lead may go back to who had it" />
        <SwitchField path="automation.assignment.excludesPreviousOwners" label="Exclude all who ever had the lead" />
        <ChecklistField path="automation.assignment.statuses" label="Hands out" choices={statuses} />
      </fieldset>
      <fieldset class="job-card">
        <legend>Top-up</legend>
        <SwitchField path="automation.topUp.enabled" label="Runs by itself" />
        <TextField path="automation.topUp.at" label="At" isNarrow placeholder="HH:MM" />
        <SelectField
          path="automation.topUp.order"
          label="Fresh leads"
          choices={[
            { value: "oldestFirst", label: "Oldest first" },
            { value: "newestFirst", label: "Newest first" },
          ]}
        />
      </fieldset>
      <GroupFindings path="automation" />
    </div>
  );
}

/** The sections in the order of the page; the pipeline stands between calendar and calls. */
export const SECTIONS: Section[] = [
  { id: "company", name: "Company", paths: ["timeZone", "dailyTarget", "orders"], Body: Company },
  { id: "calendar", name: "Calendar", paths: ["calendar"], Body: Calendar },
  { id: "calls", name: "Calls", paths: ["calls"], Body: Calls },
  { id: "follow-ups", name: "Follow-ups", paths: ["followUps"], Body: FollowUps },
  { id: "phone", name: "Phone numbers", paths: ["phone"], Body: Phone },
  { id: "forms", name: "Forms", paths: ["forms"], Body: Forms },
  { id: "automation", name: "Automation", paths: ["automation"], Body: Automation },
  { id: "people", name: "People", paths: ["people"], Body: People },
];
