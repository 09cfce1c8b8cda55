/** What can be done with a lead: every move, with the reasons where it is impossible, and what else there is. */

import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

import { useAsked, useCompany, statusIn } from "../../app/hooks";
import { goTo } from "../../app/route";
import { request } from "../../engine/client";
import type { Lead, StatusId } from "../../engine/records";
import { Icon } from "../../ui/Icon";
import { sentence } from "../../ui/parts";
import { needsMore, needsOf } from "./moves";

interface Props {
  lead: Lead;
  anchor: HTMLElement;
  onMove: (to: StatusId) => void;
  onClose: () => void;
}

const MARGIN = 8;

export function LeadMenu({ lead, anchor, onMove, onClose }: Props) {
  const company = useCompany();
  const menu = useRef<HTMLDivElement>(null);
  const { result: moves } = useAsked(lead.id, () => request("moves", lead.id));

  useLayoutEffect(() => {
    // Beside the card where there is room, always inside the window.
    const [card, own] = [anchor.getBoundingClientRect(), menu.current!.getBoundingClientRect()];
    const right = card.right + MARGIN + own.width < innerWidth ? card.right + MARGIN : card.left - MARGIN - own.width;
    const left = Math.max(MARGIN, Math.min(right, innerWidth - own.width - MARGIN));
    const top = Math.max(MARGIN, Math.min(card.top, innerHeight - own.height - MARGIN));
    menu.current!.style.translate = `${left}px ${top}px`;
  }, [moves]);

  useLayoutEffect(() => {
    // Until there is something to choose the menu itself takes the keys, so that Escape closes it from the start.
    (moves ? items(menu.current)[0] : menu.current)?.focus();
  }, [moves !== undefined]);

  useEffect(() => {
    const outside = (event: PointerEvent) => {
      if (!menu.current?.contains(event.target as Node)) onClose();
    };
    addEventListener("pointerdown", outside);
    return () => removeEventListener("pointerdown", outside);
  }, [onClose]);

  const walk = (event: KeyboardEvent) => {
    const all = items(menu.current);
    const place = all.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: -1 }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      all.at(next % all.length)?.focus();
    } else if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      onClose();
    }
  };

  const choose = (act: () => void) => () => {
    onClose();
    act();
  };
  const name = lead.name ?? lead.id;
  return (
    <div class="lead-menu" role="menu" aria-label={name} tabIndex={-1} ref={menu} onKeyDown={walk}>
      <button type="button" role="menuitem" tabIndex={-1} onClick={choose(() => goTo("call", { lead: lead.id }))}>
        <Icon name="phone" /> Log a call
      </button>
      <button type="button" role="menuitem" tabIndex={-1} onClick={choose(() => goTo("timeline", { lead: lead.id }))}>
        <Icon name="timeline" /> Timeline
      </button>
      <div role="group" aria-label="Move to">
        <p class="muted" aria-hidden="true">
          Move to …
        </p>
        {moves
          ?.filter(({ current }) => !current)
          .map((move) => {
            const isRefused = !move.allowed && !needsMore(move);
            const remark = isRefused
              ? move.reasons.map(({ message }) => sentence(message)).join(". ")
              : !move.allowed && `Asks for ${needsOf(move)}`;
            return (
              <button
                key={move.status}
                type="button"
                role="menuitem"
                tabIndex={-1}
                class={isRefused ? "refused" : ""}
                data-to={move.status}
                onClick={choose(() => onMove(move.status))}
              >
                <span class="dot" data-stage={statusIn(company, move.status)?.stage} />
                <span>
                  {move.name}
                  {remark && <small class="muted">{remark}</small>}
                </span>
              </button>
            );
          })}
      </div>
    </div>
  );
}

function items(menu: HTMLElement | null): HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
}
