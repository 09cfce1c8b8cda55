/** The policy while it is edited: its values by path, and what the engine says about it. */

import { createContext } from "preact";
import { useCallback, useContext, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

import { useKept } from "../../app/hooks";
import type { Agent, Diagnostic, Policy } from "../../engine/records";
import { closestOwner, read, write } from "./path";

/** What the engine says about a field. A fault must be mended before the policy can be saved; advice need not be. */
export interface Finding {
  kind: "fault" | "advice";
  path: string;
  rule: Diagnostic["rule"];
  message: string;
}

export interface Draft {
  policy: Policy;
  /** Everything that the engine says about the policy, faults first. */
  findings: Finding[];
  read: (path: string) => unknown;
  set: (path: string, value: unknown) => void;
  /** Edits a list as it is by then. */
  edit: <Item>(path: string, change: (latest: Item[]) => Item[] | null) => void;
  replace: (policy: Policy) => void;
  /** Makes a field known by its path, so that findings at the path or below it stand beside it; returns how to forget it. */
  own: (path: string) => () => void;
  /** What is said about the field of this path: at the path, or below it where no field of its own lies closer. */
  about: (path: string) => Finding[];
  /** What is said about no field of the form. */
  unowned: Finding[];
}

/** Asks the engine for the findings of a policy; the shape of a policy that cannot be read is a fault too. */
export type Check = (policy: Policy, agents: Agent[], saved: Policy) => Promise<Finding[]>;

/** Findings as the engine tells them, those of a request with the paths of the policy in it. */
export function asFindings(kind: Finding["kind"], diagnostics: Diagnostic[]): Finding[] {
  return diagnostics.map(({ path, rule, message }) => ({ kind, path: path.replace(/^policy\.?/, ""), rule, message }));
}

/** The policy as it was saved when the draft was up to date with it, and as it is edited. */
interface Edited {
  base: Policy;
  policy: Policy;
}

/**
 * A draft that begins as the `saved` policy. When that changes, the draft keeps the parts that it had changed itself. Whoever
 * looks at another view in between finds the draft again.
 */
export function useDraft(saved: Policy, agents: Agent[], check: Check): Draft {
  const [{ policy }, setEdited] = useKept<Edited>("settings", () => ({ base: saved, policy: saved }));
  const setPolicy = (change: (latest: Policy) => Policy) => setEdited(({ base, policy }) => ({ base, policy: change(policy) }));
  const [findings, setFindings] = useState<Finding[]>([]);
  const owners = useRef(new Map<string, number>());
  const [known, setKnown] = useState(0);

  useEffect(() => {
    setEdited(({ base, policy }) => ({ base: saved, policy: keepEdits(policy, base, saved) }));
  }, [saved]);

  useEffect(() => {
    let isCurrent = true;
    void check(policy, agents, saved).then((told) => {
      if (isCurrent) setFindings(told);
    });
    return () => {
      isCurrent = false;
    };
  }, [policy, agents, check, saved]);

  const own = useCallback((path: string) => {
    const add = (by: number): void => {
      const many = (owners.current.get(path) ?? 0) + by;
      if (many > 0) owners.current.set(path, many);
      else owners.current.delete(path);
      setKnown((times) => times + 1);
    };
    add(1);
    return () => add(-1);
  }, []);

  const byOwner = useMemo(() => {
    const sorted = new Map<string | null, Finding[]>();
    for (const finding of findings) {
      const owner = closestOwner(finding.path, owners.current.keys());
      sorted.set(owner, [...(sorted.get(owner) ?? []), finding]);
    }
    return sorted;
    // `known` counts the changes of the owners, which a reference does not tell.
  }, [findings, known]);

  return {
    policy,
    findings,
    read: (path) => read(policy, path),
    set: (path, value) => setPolicy((before) => write(before, path, value)),
    edit: <Item>(path: string, change: (latest: Item[]) => Item[] | null) =>
      setPolicy((before) => write(before, path, change(asList<Item>(read(before, path))))),
    replace: (policy) => setPolicy(() => policy),
    own,
    about: (path) => byOwner.get(path) ?? [],
    unowned: byOwner.get(null) ?? [],
  };
}

/** A value of the policy as a list; what is none, such as nothing, is an empty one. */
export function asList<Item>(value: unknown): Item[] {
  return Array.isArray(value) ? (value as Item[]) : [];
}

/** The `saved` policy with those parts of the `edited` one that differ from the policy `before`. */
function keepEdits(edited: Policy, before: Policy, saved: Policy): Policy {
  const parts = Object.keys(saved) as (keyof Policy)[];
  const kept = parts.filter((part) => JSON.stringify(edited[part]) !== JSON.stringify(before[part]));
  return { ...saved, ...Object.fromEntries(kept.map((part) => [part, edited[part]])) };
}

export const DraftContext = createContext<Draft | null>(null);

/** The draft of the settings around this component. */
export function useDraftContext(): Draft {
  const draft = useContext(DraftContext);
  if (draft === null) throw new Error("a field of the settings stands outside of them");
  return draft;
}

interface FieldOfDraft {
  value: unknown;
  set: (value: unknown) => void;
  findings: Finding[];
}

/** One field of the draft: its value, how to change it, and what the engine says about it. */
export function useField(path: string): FieldOfDraft {
  const draft = useDraftContext();
  useLayoutEffect(() => draft.own(path), [path, draft.own]);
  return { value: draft.read(path), set: (value) => draft.set(path, value), findings: draft.about(path) };
}

interface ListOfDraft<Item> extends Omit<FieldOfDraft, "value" | "set"> {
  value: Item[];
  /** None takes the list away. */
  edit: (change: (latest: Item[]) => Item[] | null) => void;
}

/** A field of the draft that is a list. */
export function useList<Item>(path: string): ListOfDraft<Item> {
  const { edit } = useDraftContext();
  const { value, findings } = useField(path);
  return { value: asList<Item>(value), edit: (change) => edit(path, change), findings };
}
