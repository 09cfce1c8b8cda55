// XState v5: a state per status, a guarded transition per move.

import { createActor, createMachine, transition } from "xstate";
import { guardBetween } from "./guards.mjs";

/** The machine of the pipeline; its context is what is known of a lead. */
export function machine(statuses) {
  const move = (from, to) => {
    const isMet = guardBetween(from, to);
    const guarded = { target: to, guard: ({ context }) => isMet(context) };
    // A move to the same status leaves the very same snapshot, as one that is refused does: its action tells them apart.
    return [to, from === to ? { ...guarded, actions: () => {} } : guarded];
  };
  const moves = (from) => Object.fromEntries(statuses.map((to) => move(from, to)));
  const states = Object.fromEntries(statuses.map((from) => [from, { on: moves(from) }]));
  return createMachine({ initial: statuses[0], states });
}

/** Events by the status that they move to, made once. */
export function events(statuses) {
  return statuses.map((to) => ({ type: to }));
}

/** A lead on its status, as the pure functions take it. */
export function snapshot(machine, known) {
  return machine.resolveState({ value: known.status, context: known });
}

/** Whether a lead may be moved: a move that is made gives another snapshot or an action. */
export function mayMove(machine, snapshot, event) {
  const [next, actions] = transition(machine, snapshot, event);
  return next !== snapshot || actions.length > 0;
}

/** An actor that lives as long as the lead. */
export function actor(machine, known) {
  return createActor(machine, { snapshot: snapshot(machine, known) }).start();
}
