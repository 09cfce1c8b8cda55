// The guards of a bare move in the default pipeline, as the peers have them: what a move requires of what is known of a
// lead, in the order in which a refusal names them.

export const GUARDS = {
  followUp: { isMet: (known) => known.hasFollowUp, code: "status.needs_follow_up" },
  owner: { isMet: () => false, code: "status.needs_owner" },
  move: { isMet: (known) => known.mayMove, code: "permission.denied" },
  assign: { isMet: (known) => known.mayAssign, code: "permission.denied" },
};

/** The names of the guards between two statuses. */
export function guardsBetween(from, to) {
  const isBare = from === "unassigned" && to !== "unassigned";
  return [
    ...(to === "followUps" && from !== to ? ["followUp"] : []),
    // A bare move brings no owner.
    ...(isBare ? ["owner"] : []),
    "move",
    ...(to === "unassigned" ? ["assign"] : []),
  ];
}

/** All of them as one function of what is known. */
export function guardBetween(from, to) {
  const [first, second, third] = guardsBetween(from, to).map((name) => GUARDS[name].isMet);
  if (third) return (known) => first(known) && second(known) && third(known);
  if (second) return (known) => first(known) && second(known);
  return first;
}
