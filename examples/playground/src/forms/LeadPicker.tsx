/** Finds a lead by name or number: a text field with a list below it (the combobox pattern of ARIA). */

import { useId, useState } from "preact/hooks";

import { statusName, useAsked, useCompany } from "../app/hooks";
import { request } from "../engine/client";
import type { Lead, LeadId } from "../engine/records";
import type { ControlAttributes } from "../ui/Field";

const MOST_OFFERS = 8;

interface Props {
  lead: LeadId | null;
  onPick: (lead: LeadId | null) => void;
  /** Of the field around it. */
  attributes?: ControlAttributes;
  label?: string;
}

export function LeadPicker({ lead, onPick, attributes, label }: Props) {
  const company = useCompany();
  const list = useId();
  /** What is typed; none while the chosen lead is shown. */
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const { result: names } = useAsked(lead, () => request("leadNames", lead === null ? [] : [lead]));
  const { result: offers = [] } = useAsked(typed === null ? null : typed, () => request("find", typed ?? "", MOST_OFFERS));
  const isOpen = typed !== null && offers.length > 0;

  const pick = (offer: Lead | undefined) => {
    if (!offer) return;
    onPick(offer.id);
    setTyped(null);
  };
  const key = (event: KeyboardEvent) => {
    if (!isOpen) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setActive((active + step + offers.length) % offers.length);
    else if (event.key === "Enter") pick(offers[active]);
    else if (event.key === "Escape") setTyped(null);
    else return;
    event.preventDefault();
  };
  return (
    <div class="lead-picker">
      <input
        class="input"
        {...attributes}
        {...(label !== undefined && { "aria-label": label })}
        role="combobox"
        autoComplete="off"
        placeholder="Name or number of a lead"
        aria-expanded={isOpen}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={isOpen ? `${list}-${active}` : undefined}
        value={typed ?? (lead === null ? "" : (names?.[lead] ?? lead))}
        onFocus={(event) => event.currentTarget.select()}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setActive(0);
          if (event.currentTarget.value === "") onPick(null);
        }}
        onKeyDown={key}
        onBlur={() => setTyped(null)}
      />
      <ul id={list} role="listbox" aria-label="Leads" hidden={!isOpen}>
        {offers.map((offer, place) => (
          <li
            key={offer.id}
            id={`${list}-${place}`}
            role="option"
            aria-selected={place === active}
            onPointerDown={(event) => {
              // Before the field loses the focus.
              event.preventDefault();
              pick(offer);
            }}
          >
            <span>{offer.name ?? offer.id}</span>
            <span class="muted small">
              {offer.phone} · {statusName(company, offer.status)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
