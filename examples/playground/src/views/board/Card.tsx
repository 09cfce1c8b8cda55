import { agentName } from "../../app/hooks";
import { moment, money, span } from "../../app/format";
import type { BoardCard, Summary } from "../../company/company";
import type { Lead } from "../../engine/records";
import { Avatar } from "../../ui/parts";

interface Props {
  company: Summary;
  card: BoardCard;
  isHeld: boolean;
  isReached: boolean;
  onReach: (lead: string) => void;
  onPickUp: (lead: Lead) => void;
  onPutDown: () => void;
  onOpen: (lead: Lead, card: HTMLElement) => void;
}

/** A lead: the whole card is one button that opens its menu, and it can be dragged. */
export function Card({ company, card: { lead, due }, isHeld, isReached, onReach, onPickUp, onPutDown, onOpen }: Props) {
  const next = lead.followUps[0];
  const order = lead.conversion?.order;
  return (
    <li>
      {/* No button element, which Firefox does not drag by its blank parts. */}
      <div
        role="button"
        class={isHeld ? "card held" : "card"}
        data-lead={lead.id}
        tabIndex={isReached ? 0 : -1}
        aria-haspopup="menu"
        draggable
        onFocus={() => onReach(lead.id)}
        onClick={(event) => onOpen(lead, event.currentTarget)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" && event.key !== " ") return;
          event.preventDefault();
          onOpen(lead, event.currentTarget);
        }}
        onDragStart={(event) => {
          event.dataTransfer?.setData("text/plain", lead.id);
          if (event.dataTransfer) event.dataTransfer.effectAllowed = "move";
          // A page that changes while a drag begins can end the drag: it changes right after.
          setTimeout(() => onPickUp(lead));
        }}
        onDragEnd={onPutDown}
      >
        <span class="card-top">
          <strong>{lead.name ?? lead.id}</strong>
          {lead.liveCall && <span class="badge good live">in a call</span>}
          {lead.doNotCall && <span class="badge bad">do not call</span>}
        </span>
        <span class="card-line muted">
          <span>{lead.phone ?? "no number"}</span>
          <span>{lead.source}</span>
        </span>
        <span class="card-line">
          {lead.owner ? (
            <span class="card-owner">
              <Avatar name={agentName(company, lead.owner)} />
              <span>{agentName(company, lead.owner)}</span>
            </span>
          ) : (
            <span class="muted">{lead.branch}</span>
          )}
          {order ? (
            <span class="badge good">{money(order.amountMinor, order.currency)}</span>
          ) : next ? (
            <span class={`badge ${due === "overdue" ? "bad" : due === "dueToday" ? "warn" : ""}`}>
              {due === "overdue" && <span class="unseen">overdue since </span>}
              {due === "overdue" ? `${span(company, next.at)} late` : moment(company, next.at)}
            </span>
          ) : (
            <span class="muted">{span(company, lead.statusSince)}</span>
          )}
        </span>
      </div>
    </li>
  );
}
