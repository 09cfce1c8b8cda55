/** What components use of store and worker. */

import { useEffect, useReducer, useState } from "preact/hooks";

import type { Fill, Summary } from "../company/company";
import { WorkerTrouble, ask } from "../engine/client";
import type { Agent, AgentId, Operation, Request, Response, Status, StatusId } from "../engine/records";
import { type State, currentState, subscribe } from "./store";

/** The page's state; the component is drawn again when it changes. */
export function useStore(): State {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const drawn = currentState();
  useEffect(() => {
    // What changed while the component was drawn first.
    if (drawn !== currentState()) redraw(undefined);
    return subscribe(() => redraw(undefined));
  }, []);
  return drawn;
}

/** The open company. Views are shown only when there is one. */
export function useCompany(): Summary {
  const { company } = useStore();
  if (!company) throw new Error("no company is open");
  return company;
}

/** What `useKept` keeps, by name, and of which company. */
const kept = new Map<string, { opened: number; state: unknown }>();

/** State that outlives its component: whoever looks at another view in between finds it as it was, unless another company was opened. */
export function useKept<Kept>(name: string, initial: () => Kept): [Kept, (change: Kept | ((latest: Kept) => Kept)) => void] {
  const { opened } = useCompany();
  const [state, setState] = useState<Kept>(() => {
    const found = kept.get(name);
    return found?.opened === opened ? (found.state as Kept) : initial();
  });
  useEffect(() => void kept.set(name, { opened, state }), [name, opened, state]);
  return [state, setState];
}

/**
 * What a question came to. The last result stays while the next is on its way, so that nothing flickers: it is there to be
 * shown. Whatever acts upon an answer asks `now`.
 */
export interface Asked<Result> {
  result: Result | undefined;
  trouble: WorkerTrouble | undefined;
  /** Whether result or trouble answer the question as it stands. */
  isCurrent: boolean;
  /** Asks the question as it stands, of the company as it is by then. */
  now: () => Promise<Result>;
}

/**
 * Asks when the component is drawn first, when the question changes, and when the company does.
 *
 * @param key tells one question from another; null asks nothing
 */
export function useAsked<Result>(key: string | null, question: () => Promise<Result>): Asked<Result> {
  const { revision } = useCompany();
  const [answer, setAnswer] = useState<Answer<Result>>(NO_ANSWER);
  const present = key === null ? null : `${revision} ${key}`;
  useEffect(() => {
    if (present === null) return setAnswer(NO_ANSWER);
    let isLatest = true;
    // Answers to older questions are dropped.
    const take = (latest: Answer<Result>) => isLatest && setAnswer(latest);
    question().then(
      (result) => take({ to: present, result, trouble: undefined }),
      (trouble: WorkerTrouble) => take({ to: present, result: undefined, trouble }),
    );
    return () => void (isLatest = false);
  }, [present]);
  const { to, result, trouble } = answer;
  return { result, trouble, isCurrent: to === present, now: question };
}

/** An answer, and the question to which it is one. */
interface Answer<Result> {
  to: string | null;
  result: Result | undefined;
  trouble: WorkerTrouble | undefined;
}

const NO_ANSWER = { to: null, result: undefined, trouble: undefined };

/** Asks an operation of the engine, again whenever the question or the company changes. */
export function useAnswer<Op extends Operation>(
  operation: Op,
  request: Partial<Request<Op>>,
  fill: Fill<Op> = {},
): Asked<Response<Op>> {
  return useAsked(JSON.stringify([operation, request, fill]), () => ask(operation, request, fill));
}

/** The agent of that id. */
export function agentIn(company: Summary, id: AgentId | null): Agent | undefined {
  return company.agents.find((agent) => agent.id === id);
}

/** What people call an agent: the name, else the id. */
export function agentName(company: Summary, id: AgentId | null): string {
  return id === null ? "Nobody" : (agentIn(company, id)?.name ?? id);
}

/** The status of that id. */
export function statusIn(company: Summary, id: StatusId): Status | undefined {
  return company.policy.pipeline.statuses.find((status) => status.id === id);
}

/** What people call a status. */
export function statusName(company: Summary, id: StatusId): string {
  return statusIn(company, id)?.name ?? id;
}
