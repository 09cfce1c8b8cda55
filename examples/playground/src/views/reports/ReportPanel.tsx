/** One report: its chart, the same figures as a table, and the table as a file. */

import type { ComponentChildren, JSX } from "preact";

import type { Asked } from "../../app/hooks";
import { attempt } from "../../app/store";
import { Empty } from "../../ui/parts";
import { Icon } from "../../ui/Icon";
import { Chart } from "./Chart";
import { Heat } from "./Heat";
import { download, toCsv } from "./csv";
import { type Cell, type Figures, show } from "./figures";

interface ReportPanelProps {
  /** The name of its file and of its place in tests. */
  id: string;
  title: string;
  /** Which leads, calls or times it looks at. */
  about: string;
  asked: Asked<Figures>;
  /** What there is to say when it has no rows. */
  empty?: string;
  /** What can be chosen. */
  children?: ComponentChildren;
}

export function ReportPanel(props: ReportPanelProps): JSX.Element {
  const { id, title, about, asked, empty = "Nothing in this period.", children } = props;
  const { result: figures, trouble } = asked;
  const save = () =>
    attempt("The file cannot be made", async () => download(`${id}.csv`, toCsv(await asked.now())));
  const Picture = figures?.chart.drawn === "heat" ? Heat : Chart;
  const hasRows = figures !== undefined && figures.rows.length > 0;
  return (
    <section class="panel report" aria-label={title} data-report={id} data-waiting={!figures && !trouble}>
      <header>
        <div class="heading">
          <h2>{title}</h2>
          <p class="muted">{about}</p>
        </div>
        {hasRows && (
          <button
            type="button"
            class="button small quiet"
            aria-label={`Download ${title} as CSV`}
            onClick={() => void save()}
          >
            <Icon name="export" size={14} /> CSV
          </button>
        )}
      </header>
      <div class="body">
        {children}
        {trouble && <Empty>{trouble.message}</Empty>}
        {figures && !hasRows && <Empty>{empty}</Empty>}
        {hasRows && (
          <>
            <Picture figures={figures} label={`${title}: a chart of the table below`} />
            <details>
              <summary>Table</summary>
              <FiguresTable title={title} figures={figures} />
            </details>
          </>
        )}
      </div>
    </section>
  );
}

function FiguresTable({ title, figures }: { title: string; figures: Figures }): JSX.Element {
  const { columns, rows, total } = figures;
  return (
    <div class="scroll" role="region" aria-label={`${title}, table`} tabIndex={0}>
      <table class="table">
        <thead>
          <tr>
            {columns.map(({ label, kind }) => (
              <th key={label} scope="col" class={kind === "text" ? undefined : "number"}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            <Row key={place} figures={figures} row={row} />
          ))}
        </tbody>
        {total && (
          <tfoot>
            <Row figures={figures} row={total} />
          </tfoot>
        )}
      </table>
    </div>
  );
}

function Row({ figures, row }: { figures: Figures; row: Cell[] }): JSX.Element {
  return (
    <tr>
      {figures.columns.map(({ label, kind }, place) => {
        const cell = row[place] ?? null;
        return (
          <td key={label} class={kind === "text" ? undefined : "number"}>
            {show(cell, kind)}
          </td>
        );
      })}
    </tr>
  );
}
