import { useState } from "preact/hooks";

import { count } from "../../app/format";
import { statusIn } from "../../app/hooks";
import type { BoardColumn, Move, Summary } from "../../company/company";
import type { Lead } from "../../engine/records";
import { Findings } from "../../ui/parts";
import { Card } from "./Card";
import { needsMore, needsOf } from "./moves";

interface Props {
  company: Summary;
  column: BoardColumn;
  /** What dropping the lead in the hand here would be; none while nothing is dragged. */
  move: Move | null;
  /** The lead in the hand. */
  held: string | null;
  /** The lead whose card had the focus last; the Tab key reaches it, and the first card of every other column. */
  current: string | null;
  onReach: (lead: string) => void;
  onPickUp: (lead: Lead) => void;
  onPutDown: () => void;
  onDrop: () => void;
  onOpen: (lead: Lead, card: HTMLElement) => void;
  onMore: () => void;
}

export function Column({ company, column, move, held, current, onDrop, onMore, ...ofCards }: Props) {
  const [over, setOver] = useState(false);
  const status = statusIn(company, column.status);
  const reached = (column.cards.find(({ lead }) => lead.id === current) ?? column.cards[0])?.lead.id;
  const name = status?.name ?? column.status;
  const state = move && !move.current ? stateOf(move) : "";
  return (
    <li
      class={`column ${state} ${over && held ? "over" : ""}`}
      data-status={column.status}
      onDragOver={(event) => {
        if (held === null) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onDrop();
      }}
    >
      <header>
        <span class="dot" data-stage={status?.stage} />
        <h2>{name}</h2>
        <span class="count">{count(column.count)}</span>
      </header>
      {move && state === "asking" && <p class="verdict">Asks for {needsOf(move)}</p>}
      {move && state === "closed" && (
        <div class="verdict">
          <Findings of={move.reasons} tone="plain" />
        </div>
      )}
      {column.cards.length === 0 ? (
        <p class="nobody">No leads</p>
      ) : (
        <ul class="cards" aria-label={name}>
          {column.cards.map((card) => (
            <Card
              key={card.lead.id}
              company={company}
              card={card}
              isHeld={card.lead.id === held}
              isReached={card.lead.id === reached}
              {...ofCards}
            />
          ))}
          {column.count > column.cards.length && (
            <li>
              <button type="button" class="button quiet small more" onClick={onMore}>
                {count(column.count - column.cards.length)} more
              </button>
            </li>
          )}
        </ul>
      )}
    </li>
  );
}

function stateOf(move: Move): "open" | "asking" | "closed" {
  if (move.allowed) return "open";
  return needsMore(move) ? "asking" : "closed";
}
