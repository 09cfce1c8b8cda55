/** The pipeline as columns of leads, which are dragged or moved by a menu. */

import { useEffect, useRef, useState } from "preact/hooks";

import { statusName, useAsked, useCompany } from "../../app/hooks";
import { attempt, say } from "../../app/store";
import type { Move } from "../../company/company";
import { request } from "../../engine/client";
import type { Lead, Verdict } from "../../engine/records";
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
  const [filter, setFilter] = useState<BoardFilter>({ search: "", owner: null, branch: null });
  const [limit, setLimit] = useState(FIRST_CARDS);
  const [drag, setDrag] = useState<Drag | null>(null);
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const [dialog, setDialog] = useState<{ lead: Lead; move: Move } | null>(null);
  /** The lead whose card had the focus last. */
  const [current, setCurrent] = useState<string | null>(null);
  const focusNext = useRef<string | null>(null);
  const board = useRef<HTMLOListElement>(null);
  const query = { ...filter, limit };
  const { result: columns } = useAsked(JSON.stringify(query), () => request("board", query));

  useEffect(() => {
    if (focusNext.current === null) return;
    const card = board.current?.querySelector<HTMLElement>(`[data-lead="${CSS.escape(focusNext.current)}"]`);
    if (card) focusNext.current = null;
    card?.focus();
  }, [columns]);

  const pickUp = async (lead: Lead) => {
    setDrag({ lead, moves: null });
    const moves = await attempt("The moves are not known", () => request("moves", lead.id));
    setDrag((now) => (now?.lead.id === lead.id && moves ? { lead, moves } : now));
  };

  const tell = (lead: Lead, to: string, verdict: Verdict) => {
    const [name, status] = [lead.name ?? lead.id, statusName(company, to)];
    if (verdict.type === "rejected") {
      say("bad", `${name} cannot move to ${status}`, verdict.reasons.map(({ message }) => message));
    } else {
      focusNext.current = lead.id;
      setCurrent(lead.id);
      say("good", `${name} is on ${status} now`, verdict.warnings.map(({ message }) => message));
    }
  };

  /** Moves at once, unless the move needs something beside the status or may take it. A refused move says why. */
  const move = async (lead: Lead, to: Move) => {
    if (to.current) return;
    if (needsMore(to) || to.mayTake.length > 0) return setDialog({ lead, move: to });
    const verdict = await attempt("The lead cannot be moved", () => request("move", lead.id, to.status, {}));
    if (verdict) tell(lead, to.status, verdict);
  };

  const drop = async (status: string) => {
    const dropped = drag;
    setDrag(null);
    if (!dropped) return;
    const moves = dropped.moves ?? (await request("moves", dropped.lead.id));
    const to = moves.find((move) => move.status === status);
    if (to) await move(dropped.lead, to);
  };

  return (
    <>
      <Toolbar filter={filter} onChange={setFilter} found={columns?.reduce((sum, { count }) => sum + count, 0) ?? 0} />
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
            onDrop={() => void drop(column.status)}
            onOpen={(lead, card) => setMenu({ lead, card })}
            onMore={() => setLimit(limit * 2)}
          />
        ))}
      </ol>
      {menu && (
        <LeadMenu
          lead={menu.lead}
          anchor={menu.card}
          onMove={(to) => void move(menu.lead, to)}
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
