// typescript-fsm: a machine per lead over one list of transitions. It has no guards, so that they stand beside it.

import fsm from "typescript-fsm";
import { guardBetween } from "./guards.mjs";

/** Gives for what is known of a lead a function that tells whether it may be moved. */
export function typescriptFsm(statuses) {
  const isPossible = (from, to) => from !== "unassigned" || to === from;
  const transitions = statuses.flatMap((from) =>
    statuses.filter((to) => isPossible(from, to)).map((to) => fsm.t(from, to, to)),
  );
  const row = (from) => Object.fromEntries(statuses.map((to) => [to, guardBetween(from, to)]));
  const guards = Object.fromEntries(statuses.map((from) => [from, row(from)]));
  return (known) => {
    const machine = new fsm.StateMachine(known.status, transitions);
    const own = guards[known.status];
    return (to) => machine.can(to) && own[to](known);
  };
}
