import type { Move } from "../../company/company";
import type { Need } from "../../engine/records";

/** What a move may need beside its status, in words. */
const NEEDS: Record<Need, string> = { followUp: "a follow-up", owner: "an owner", orderDetails: "order details" };

/** Whether a bare move is refused for nothing but what it still needs: each need is a reason. */
export function needsMore({ allowed, reasons, needs }: Move): boolean {
  return !allowed && needs.length > 0 && reasons.length <= needs.length;
}

/** What a move asks for before it is made, as the end of a sentence. */
export function needsOf({ needs }: Move): string {
  return needs.map((need) => NEEDS[need]).join(" and ");
}
