// robot3: a state per status, a guarded transition per move. It has no way to ask, so that the move is made and taken back.

import { createMachine, guard, interpret, state, transition } from "robot3";
import { guardBetween } from "./guards.mjs";

/** Gives for what is known of a lead a function that tells whether it may be moved. */
export function robot(statuses) {
  const move = (from, to) => transition(to, to, guard(guardBetween(from, to)));
  const states = statuses.map((from) => [from, state(...statuses.map((to) => move(from, to)))]);
  const all = Object.fromEntries(states);
  const nothing = () => {};
  return (known) => {
    const service = interpret(createMachine(known.status, all, () => known), nothing);
    const start = service.machine;
    return (to) => {
      service.send(to);
      const isMoved = service.machine !== start;
      service.machine = start;
      return isMoved;
    };
  };
}
