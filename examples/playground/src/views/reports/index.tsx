/** The reports as charts, each with its table. */

import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { type Asked, agentName, statusName, useAsked, useCompany } from "../../app/hooks";
import type { Summary } from "../../company/company";
import type { CallDimension, Dimension, Plan } from "../../engine/records";
import type { View } from "../registry";
import type { Figures } from "./figures";
import { type Chosen, type ChosenPeriod, PeriodPicker, usePeriod } from "./period";
import * as questions from "./questions";
import { ReportPanel } from "./ReportPanel";
import "./reports.css";

function Reports(): JSX.Element {
  const company = useCompany();
  const period = usePeriod();
  return (
    <div class="reports">
      <PeriodPicker {...period} />
      <p class="waiting muted">The reports are worked out …</p>
      {!period.asked.trouble && <Panels company={company} period={period} />}
    </div>
  );
}

interface PanelsProps {
  company: Summary;
  period: ChosenPeriod;
}

/** A report of the period that is chosen; what is not bounded yet is waited for. */
function useReport(name: string, { choice, bounds }: ChosenPeriod, question: (chosen: Chosen) => Promise<Figures>): Asked<Figures> {
  return useAsked(JSON.stringify([name, choice]), async () => question(await bounds));
}

function Panels({ company, period }: PanelsProps): JSX.Element {
  const names = namesIn(company);
  const [converted, setConverted] = useState<Dimension>("source");
  const today = company.local.date;
  return (
    <>
      <Calls company={company} period={period} />
      <ReportPanel
        id="coverage"
        title="Daily coverage"
        about="Outgoing calls of each agent and day against the daily target"
        // It is told day by day; over all time that would be too many, so it tells of today.
        asked={useReport("coverage", period, (chosen) => questions.coverage(names, chosen?.first ?? today, chosen?.last ?? today))}
      />
      <div class="report-columns">
        <ReportPanel
          id="rates"
          title="Connect and reach rates"
          about="Connected calls over attempts, and leads connected over leads attempted"
          asked={useReport("rates", period, (chosen) => questions.rates(names, chosen?.period ?? null))}
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
          asked={useReport(`conversion ${converted}`, period, (chosen) =>
            questions.conversion(names, chosen?.period ?? null, converted),
          )}
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
          asked={useReport("revenue", period, (chosen) => questions.revenue(names, chosen?.period ?? null))}
        />
        <ReportPanel
          id="time-to-convert"
          title="Time to convert"
          about="From capture to the conversions in the period"
          asked={useReport("time to convert", period, (chosen) => questions.timeToConvert(chosen?.period ?? null))}
        />
        <ReportPanel
          id="follow-ups"
          title="Follow-ups by owner"
          about="Due and overdue now; kept and expired in the period"
          asked={useReport("follow-ups", period, (chosen) => questions.followUps(names, chosen?.period ?? null, company.now))}
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
function Calls({ company, period }: PanelsProps): JSX.Element {
  const [first, setFirst] = useState<CallDimension>("day");
  const [second, setSecond] = useState<CallDimension | "">("");
  const [drawn, setDrawn] = useState(0);
  const by = second === "" ? [first] : [first, second];
  const asked = useReport(JSON.stringify(["calls", by, drawn]), period, (chosen) =>
    questions.calls(namesIn(company), chosen?.period ?? null, by, drawn),
  );
  const { [first]: _, ...others } = questions.CALL_DIMENSIONS;
  const chooseFirst = (dimension: CallDimension): void => {
    setFirst(dimension);
    setSecond((latest) => (latest === dimension ? "" : latest));
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
    parentKind: (id) => company.policy.forms.parentKinds.find((kind) => kind.id === id)?.name ?? id,
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
