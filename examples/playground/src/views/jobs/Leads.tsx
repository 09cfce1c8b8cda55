/** The leads of a run: those that move, those without a place, those that need a look; and why, for any lead. */

import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";

import { reasonText } from "../../app/codes";
import { count } from "../../app/format";
import { agentName, statusName, useAsked, useCompany } from "../../app/hooks";
import { request } from "../../engine/client";
import { Empty, Findings, Panel, Segments, sentence } from "../../ui/parts";
import { explainLead, givesLeads, type DryRun } from "./dry-run";

interface LeadsProps {
  run: DryRun;
}

/** A lead of the run as a row. */
interface Row {
  lead: string;
  what: ComponentChildren;
}

const PAGE = 50;

export function Leads({ run }: LeadsProps): JSX.Element {
  const company = useCompany();
  const { plan } = run;
  const lists: { id: string; name: string; empty: string; rows: Row[] }[] = [
    {
      id: "moves",
      name: "Moves",
      empty: "The run moves no lead.",
      rows: plan.moves.map(({ lead, to, saw }) => ({
        lead,
        what: (
          <>
            <span class="muted">
              {statusName(company, saw.status)}
              {saw.owner !== null && (
                <>
                  , <bdi>{agentName(company, saw.owner)}</bdi>
                </>
              )}
            </span>
            <span aria-label="to"> → </span>
            <strong>
              <bdi>{to === null ? "the pool" : agentName(company, to)}</bdi>
            </strong>
          </>
        ),
      })),
    },
    ...(givesLeads(plan.job)
      ? [
          {
            id: "not-placed",
            name: "Not placed",
            empty: "Every lead that took part found a place.",
            rows: plan.notPlaced.map(({ lead, reason }) => ({ lead, what: reasonText(reason) })),
          },
        ]
      : []),
    {
      id: "skipped",
      name: "Need a look",
      empty: "No lead needs a look.",
      rows: plan.skipped.map(({ lead, reason, problems }) => ({
        lead,
        what: [reasonText(reason), ...problems].join(", "),
      })),
    },
  ];
  const [chosen, choose] = useState("moves");
  const list = lists.find(({ id }) => id === chosen) ?? lists[0]!;
  return (
    <Panel title="Leads of the run">
      <div class="body run-leads">
        <Segments
          label="Which leads"
          options={Object.fromEntries(lists.map(({ id, name, rows }) => [id, `${name} ${count(rows.length)}`]))}
          value={list.id}
          onChoose={choose}
        />
        <Table key={list.id} run={run} rows={list.rows} empty={list.empty} />
        <AnyLead run={run} />
      </div>
    </Panel>
  );
}

function Table({ run, rows, empty }: LeadsProps & { rows: Row[]; empty: string }): JSX.Element {
  const [shown, setShown] = useState(PAGE);
  const visible = rows.slice(0, shown);
  const ids = visible.map(({ lead }) => lead);
  const { result: leadNames = {} } = useAsked(ids.join(), () => request("leadNames", ids));
  if (rows.length === 0) return <Empty>{empty}</Empty>;
  return (
    <>
      <ul class="lead-list" data-testid="run-leads">
        {visible.map(({ lead, what }) => (
          <LeadRow key={lead} run={run} lead={lead} name={leadNames[lead] ?? lead} what={what} />
        ))}
      </ul>
      {rows.length > shown && (
        <button type="button" class="button small" onClick={() => setShown((latest) => latest + PAGE)}>
          Show {Math.min(PAGE, rows.length - shown)} more of {rows.length}
        </button>
      )}
    </>
  );
}

function LeadRow(props: LeadsProps & { lead: string; name: string; what: ComponentChildren }): JSX.Element {
  const { run, lead, name, what } = props;
  const [isOpen, setOpen] = useState(false);
  return (
    <li>
      <div class="lead-line">
        <span class="lead-name">{name}</span>
        <span class="lead-what">{what}</span>
        <button
          type="button"
          class="button quiet small"
          aria-expanded={isOpen}
          aria-label={`Why? ${name}`}
          onClick={() => setOpen(!isOpen)}
        >
          why?
        </button>
      </div>
      {isOpen && <Why run={run} lead={lead} />}
    </li>
  );
}

/** Where a lead goes, or what each agent has against it. */
function Why({ run, lead }: LeadsProps & { lead: string }): JSX.Element {
  const company = useCompany();
  const { result, trouble } = useAsked(`${run.plan.run} ${lead}`, () => explainLead(run, lead));
  if (trouble) return <p class="why">{sentence(trouble.message)}</p>;
  if (!result) return <p class="why muted">…</p>;
  return (
    <div class="why" data-testid="why">
      <Findings of={[result.reason]} tone="plain" />
      {result.agents.length > 0 && (
        <dl>
          {result.agents.map(({ agent, reason }) => (
            <div key={agent}>
              <dt>{agentName(company, agent)}</dt>
              <dd>
                <Findings of={[reason]} tone="plain" />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

/** A search for any lead of the company, also one that did not take part. */
function AnyLead({ run }: LeadsProps): JSX.Element {
  const company = useCompany();
  const [search, setSearch] = useState("");
  const { result: found = [] } = useAsked(search, () =>
    search.trim() === "" ? Promise.resolve([]) : request("find", search, 5),
  );
  return (
    <div class="any-lead">
      <label class="field">
        <span class="label">Any other lead</span>
        <input
          class="input"
          type="search"
          placeholder="Name, number or id"
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
      </label>
      <ul class="lead-list">
        {found.map((lead) => (
          <LeadRow
            key={lead.id}
            run={run}
            lead={lead.id}
            name={lead.name ?? lead.id}
            what={<span class="muted">{statusName(company, lead.status)}</span>}
          />
        ))}
      </ul>
    </div>
  );
}
