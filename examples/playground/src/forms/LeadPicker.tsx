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
  /** The offer that the arrow keys chose; none while that is the first. */
  const [chosen, setChosen] = useState<LeadId | null>(null);
  const { result: names } = useAsked(lead, () => request("leadNames", lead === null ? [] : [lead]));
  const found = useAsked(typed, () => request("find", typed ?? "", MOST_OFFERS));
  const offers = found.result ?? [];
  const isOpen = typed !== null && offers.length > 0;
  const active = Math.max(0, offers.findIndex(({ id }) => id === chosen));

  const pick = (offer: Lead | undefined) => {
    if (!offer) return;
    onPick(offer.id);
    // What is typed after that stays.
    setTyped((latest) => (latest === typed ? null : latest));
  };
  const key = async (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const isAnswer = typed !== null && (step !== undefined || event.key === "Enter" || event.key === "Escape");
    if (!isAnswer) return;
    event.preventDefault();
    if (step !== undefined) setChosen(offers.at((active + step) % offers.length)?.id ?? null);
    else if (event.key === "Escape") setTyped(null);
    // The offers that are shown may be those for fewer letters.
    else pick(offers.find(({ id }) => id === chosen) ?? (await found.now())[0]);
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
          setChosen(null);
          if (event.currentTarget.value === "") onPick(null);
        }}
        onKeyDown={(event) => void key(event)}
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
      <p class="muted small" role="status">
        {typed !== null && found.isCurrent && offers.length === 0 && "No lead is found by that."}
      </p>
    </div>
  );
}
