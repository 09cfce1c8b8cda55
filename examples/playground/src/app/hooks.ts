/** What components use of store and worker. */

import { useEffect, useReducer, useRef, useState } from "preact/hooks";

import type { Fill, Summary } from "../company/company";
import { WorkerTrouble, ask } from "../engine/client";
import type { Agent, AgentId, Operation, Request, Response, Status, StatusId } from "../engine/records";
import { type State, currentState, subscribe } from "./store";

/** The page's state; the component is drawn again when it changes. */
export function useStore(): State {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => subscribe(() => redraw(undefined)), []);
  return currentState();
}

/** The open company. Views are shown only when there is one. */
export function useCompany(): Summary {
  const { company } = useStore();
  if (!company) throw new Error("no company is open");
  return company;
}

/** What a question came to. The last result stays while the next is on its way, so that nothing flickers. */
export interface Asked<Result> {
  result: Result | undefined;
  trouble: WorkerTrouble | undefined;
}

/**
 * Asks when the component is drawn first, when the question changes, and when the company does.
 *
 * @param key tells one question from another; null asks nothing
 */
export function useAsked<Result>(key: string | null, question: () => Promise<Result>): Asked<Result> {
  const { revision } = useCompany();
  const [asked, setAsked] = useState<Asked<Result>>({ result: undefined, trouble: undefined });
  const latest = useRef(0);
  useEffect(() => {
    if (key === null) return;
    latest.current += 1;
    const number = latest.current;
    // Answers to older questions are dropped.
    const take = (answer: Asked<Result>) => number === latest.current && setAsked(answer);
    question().then(
      (result) => take({ result, trouble: undefined }),
      (trouble: WorkerTrouble) => take({ result: undefined, trouble }),
    );
  }, [key, revision]);
  return asked;
}

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
