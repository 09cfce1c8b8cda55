/** The reports as charts, each with its table. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { type Asked, agentName, statusName, useAsked, useCompany } from "../../app/hooks";
import type { Summary } from "../../company/company";
import type { CallDimension, Dimension, Plan } from "../../engine/records";
import type { View } from "../registry";
import type { Figures } from "./figures";
import { type Chosen, PeriodPicker, usePeriod } from "./period";
import * as questions from "./questions";
import { ReportPanel } from "./ReportPanel";
import "./reports.css";

function Reports(): JSX.Element {
  const company = useCompany();
  const { choice, choose, chosen } = usePeriod();
  return (
    <div class="reports">
      <PeriodPicker choice={choice} chosen={chosen} onChoose={choose} />
      {chosen !== undefined && <Panels company={company} chosen={chosen} />}
    </div>
  );
}

function Panels({ company, chosen }: { company: Summary; chosen: Chosen }): JSX.Element {
  const names = namesIn(company);
  const period = chosen?.period ?? null;
  const [converted, setConverted] = useState<Dimension>("source");
  // Coverage is told day by day; over all time that would be too many, so it tells of today.
  const [first, last] = chosen ? [chosen.first, chosen.last] : [company.local.date, company.local.date];
  const usePeriodReport = (name: string, question: () => Promise<Figures>): Asked<Figures> =>
    useAsked(JSON.stringify([name, period]), question);
  return (
    <>
      <Calls company={company} chosen={chosen} />
      <ReportPanel
        id="coverage"
        title="Daily coverage"
        about="Outgoing calls of each agent and day against the daily target"
        asked={useAsked(`${first} ${last}`, () => questions.coverage(names, first, last))}
      />
      <div class="report-columns">
        <ReportPanel
          id="rates"
          title="Connect and reach rates"
          about="Connected calls over attempts, and leads connected over leads attempted"
          asked={usePeriodReport("rates", () => questions.rates(names, period))}
        />
        <ReportPanel
          id="funnel"
          title="Funnel"
          about="Leads on each status now, in the order of the pipeline"
          asked={useAsked("funnel", () => questions.funnel())}
        />
        <ReportPanel
          id="conversion"
          title="Conversion"
          about="Leads that came in during the period, and those of them that are customers now"
          asked={usePeriodReport(`conversion ${converted}`, () => questions.conversion(names, period, converted))}
        >
          <Picker
            label="By"
            options={questions.CONVERSION_DIMENSIONS}
            value={converted}
            onChoose={(by) => setConverted(by as Dimension)}
          />
        </ReportPanel>
        <ReportPanel
          id="revenue"
          title="Revenue"
          about="Orders of current conversions in the period that were not refunded, by currency"
          asked={usePeriodReport("revenue", () => questions.revenue(names, period))}
        />
        <ReportPanel
          id="time-to-convert"
          title="Time to convert"
          about="From capture to the conversions in the period"
          asked={usePeriodReport("time to convert", () => questions.timeToConvert(period))}
        />
        <ReportPanel
          id="follow-ups"
          title="Follow-ups by owner"
          about="Due and overdue now; kept and expired in the period"
          asked={usePeriodReport("follow-ups", () => questions.followUps(names, period, company.now))}
        />
        <ReportPanel
          id="queues"
          title="Queue against cap"
          about="Leads in each agent’s queue now, and held leads against the cap"
          asked={useAsked("queues", () => questions.queues(names))}
        />
        <ReportPanel
          id="time-in-status"
          title="Time in status"
          about="How long leads stay on each status, from their events up to now"
          asked={useAsked("time in status", () => questions.timeInStatus(names))}
        />
        {company.lastPlan && <Evenness company={company} plan={company.lastPlan} />}
      </div>
    </>
  );
}

/** The calls by one or two dimensions of one’s choice. */
function Calls({ company, chosen }: { company: Summary; chosen: Chosen }): JSX.Element {
  const [first, setFirst] = useState<CallDimension>("day");
  const [second, setSecond] = useState<CallDimension | "">("");
  const [drawn, setDrawn] = useState(0);
  const by = second === "" ? [first] : [first, second];
  const period = chosen?.period ?? null;
  const asked = useAsked(JSON.stringify(["calls", by, drawn, period]), () =>
    questions.calls(namesIn(company), period, by, drawn),
  );
  const { [first]: _, ...others } = questions.CALL_DIMENSIONS;
  const chooseFirst = (dimension: CallDimension): void => {
    setFirst(dimension);
    if (dimension === second) setSecond("");
  };
  return (
    <ReportPanel id="calls" title="Calls" about="Ended calls, by any one or two dimensions" asked={asked}>
      <div class="pickers">
        <Picker label="By" options={questions.CALL_DIMENSIONS} value={first} onChoose={(by) => chooseFirst(by as CallDimension)} />
        <Picker
          label="and"
          options={{ "": "nothing else", ...others }}
          value={second}
          onChoose={(by) => setSecond(by as CallDimension | "")}
        />
        <Picker
          label="Drawn"
          options={Object.fromEntries(questions.CALL_FIGURES.map(({ label }, place) => [place, label]))}
          value={String(drawn)}
          onChoose={(place) => setDrawn(Number(place))}
        />
      </div>
    </ReportPanel>
  );
}

function Evenness({ company, plan }: { company: Summary; plan: Plan }): JSX.Element {
  return (
    <ReportPanel
      id="evenness"
      title="Evenness of the last run"
      about="Leads that each agent received from the plan that was applied last"
      asked={useAsked(`evenness ${plan.run}`, () => questions.evenness(namesIn(company), plan))}
      empty="Nobody could receive leads."
    />
  );
}

interface PickerProps {
  label: string;
  options: Record<string, string>;
  value: string;
  onChoose: (value: string) => void;
}

function Picker({ label, options, value, onChoose }: PickerProps): JSX.Element {
  return (
    <label class="picker">
      <span class="muted">{label}</span>
      <select class="input" value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        {Object.entries(options).map(([option, name]) => (
          <option key={option} value={option}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function namesIn(company: Summary): questions.Names {
  return {
    agent: (id) => agentName(company, id),
    status: (id) => statusName(company, id),
    response: (id) => company.policy.forms.responses.find((response) => response.id === id)?.name ?? id,
  };
}

export const view: View = {
  id: "reports",
  title: "Reports",
  purpose: "Calls, conversion, revenue and follow-ups as charts and tables.",
  icon: "reports",
  place: 7,
  component: Reports,
};
