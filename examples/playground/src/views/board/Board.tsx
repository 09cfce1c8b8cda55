/** The pipeline as columns of leads, which are dragged or moved by a menu. */

import { useEffect, useRef, useState } from "preact/hooks";

import { isolated } from "../../app/format";
import { statusName, useAsked, useCompany, useKept } from "../../app/hooks";
import { attempt, say } from "../../app/store";
import type { Move } from "../../company/company";
import { request } from "../../engine/client";
import type { Lead, StatusId, Verdict } from "../../engine/records";
import { Column } from "./Column";
import { LeadMenu } from "./LeadMenu";
import { MoveDialog } from "./MoveDialog";
import { type BoardFilter, Toolbar } from "./Toolbar";
import { neighbour } from "./keys";
import { needsMore } from "./moves";

/** How many cards a column shows before it is asked for more. */
const FIRST_CARDS = 30;

/** A lead in the hand, and where it can go, once that is known. */
interface Drag {
  lead: Lead;
  moves: Move[] | null;
}

/** A lead whose menu is open, and the card that it belongs to. */
interface OpenMenu {
  lead: Lead;
  card: HTMLElement;
}

export function Board() {
  const company = useCompany();
  const [filter, setFilter] = useKept<BoardFilter>("board", () => ({ search: "", owner: null, branch: null }));
  const [limit, setLimit] = useState(FIRST_CARDS);
  const [drag, setDrag] = useState<Drag | null>(null);
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const [dialog, setDialog] = useState<{ lead: Lead; move: Move } | null>(null);
  /** The lead whose card had the focus last. */
  const [current, setCurrent] = useState<string | null>(null);
  const focusNext = useRef<string | null>(null);
  const board = useRef<HTMLOListElement>(null);
  const query = { ...filter, limit };
  const { result: columns, isCurrent } = useAsked(JSON.stringify(query), () => request("board", query));

  useEffect(() => {
    // A column that is older than the move would lose the card again.
    if (focusNext.current === null || !isCurrent) return;
    const card = board.current?.querySelector<HTMLElement>(`[data-lead="${CSS.escape(focusNext.current)}"]`);
    if (card) focusNext.current = null;
    card?.focus();
  }, [columns, isCurrent]);

  const pickUp = async (lead: Lead) => {
    setDrag({ lead, moves: null });
    const moves = await attempt("The moves are not known", () => request("moves", lead.id));
    setDrag((now) => (now?.lead.id === lead.id && moves ? { lead, moves } : now));
  };

  const tell = (lead: Lead, to: string, verdict: Verdict) => {
    const [name, status] = [isolated(lead.name ?? lead.id), statusName(company, to)];
    if (verdict.type === "rejected") {
      say("bad", `${name} cannot move to ${status}`, verdict.reasons.map(({ message }) => message));
    } else {
      focusNext.current = lead.id;
      setCurrent(lead.id);
      say("good", `${name} is on ${status} now`, verdict.warnings.map(({ message }) => message));
    }
  };

  /** Moves at once, unless the move needs something beside the status or may take it. A refused move says why. */
  const move = (lead: Lead, status: StatusId) =>
    attempt("The lead cannot be moved", async () => {
      // What columns and menu showed may be different by now.
      const to = (await request("moves", lead.id)).find((move) => move.status === status);
      if (!to || to.current) return;
      if (needsMore(to) || to.mayTake.length > 0) setDialog({ lead, move: to });
      else tell(lead, status, await request("move", lead.id, status, {}));
    });

  const drop = (status: StatusId) => {
    setDrag(null);
    if (drag) void move(drag.lead, status);
  };

  return (
    <>
      <Toolbar
        filter={filter}
        onChange={(part) => setFilter((latest) => ({ ...latest, ...part }))}
        found={columns?.reduce((sum, { count }) => sum + count, 0) ?? 0}
      />
      <ol class="board" ref={board} onKeyDown={(event) => neighbour(event, board.current)}>
        {columns?.map((column) => (
          <Column
            key={column.status}
            company={company}
            column={column}
            move={drag?.moves?.find(({ status }) => status === column.status) ?? null}
            held={drag?.lead.id ?? null}
            current={current}
            onReach={setCurrent}
            onPickUp={(lead) => void pickUp(lead)}
            onPutDown={() => setDrag(null)}
            onDrop={() => drop(column.status)}
            onOpen={(lead, card) => setMenu({ lead, card })}
            onMore={() => setLimit((latest) => latest * 2)}
          />
        ))}
      </ol>
      {menu && (
        <LeadMenu
          key={menu.lead.id}
          lead={menu.lead}
          anchor={menu.card}
          onMove={(status) => void move(menu.lead, status)}
          onClose={() => {
            setMenu(null);
            menu.card.focus();
          }}
        />
      )}
      {dialog && (
        <MoveDialog
          {...dialog}
          onClose={() => setDialog(null)}
          onMoved={(verdict) => {
            setDialog(null);
            tell(dialog.lead, dialog.move.status, verdict);
          }}
        />
      )}
    </>
  );
}
