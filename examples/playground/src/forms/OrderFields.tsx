/** What a customer bought, all of it optional. */

import { useId } from "preact/hooks";

import { decimalsOf } from "../app/format";
import type { OrderInput, PaymentStatus } from "../engine/records";
import { PAYMENTS } from "./words";

/** An order as it is typed; amounts in whole units with decimals. */
export interface TypedOrder {
  plan: string;
  amount: string;
  tax: string;
  currency: string;
  payment: PaymentStatus;
  reference: string;
}

export const NO_ORDER: TypedOrder = { plan: "", amount: "", tax: "", currency: "INR", payment: "unpaid", reference: "" };

/** The order in minor units; none while no amount is typed. What is no number becomes one that the engine refuses. */
export function orderOf({ plan, amount, tax, currency, payment, reference }: TypedOrder): OrderInput | undefined {
  if (amount.trim() === "") return undefined;
  const inMinorUnits = (text: string) => (text.trim() === "" ? null : Math.round(Number(text) * 10 ** decimalsOf(currency)));
  return {
    amountMinor: inMinorUnits(amount) as number,
    taxMinor: inMinorUnits(tax),
    currency,
    plan: plan || null,
    payment,
    reference: reference || null,
  };
}

export function OrderFields({ order, onChange }: { order: TypedOrder; onChange: (part: Partial<TypedOrder>) => void }) {
  const id = useId();
  const text = (field: Exclude<keyof TypedOrder, "payment">, label: string, inputMode: "text" | "decimal" = "text") => (
    <div class="field">
      <label for={`${id}-${field}`}>{label}</label>
      <input
        id={`${id}-${field}`}
        class="input"
        inputMode={inputMode}
        value={order[field]}
        onInput={(event) => onChange({ [field]: event.currentTarget.value })}
      />
    </div>
  );
  return (
    <div class="grid-3">
      {text("plan", "Plan")}
      {text("amount", "Amount", "decimal")}
      {text("tax", "Tax", "decimal")}
      {text("currency", "Currency")}
      <div class="field">
        <label for={`${id}-payment`}>Payment</label>
        <select
          id={`${id}-payment`}
          class="input"
          value={order.payment}
          onChange={(event) => onChange({ payment: event.currentTarget.value as PaymentStatus })}
        >
          {Object.entries(PAYMENTS).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </div>
      {text("reference", "Reference")}
    </div>
  );
}
