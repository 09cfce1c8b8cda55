/**
 * Paths of a policy, such as `pipeline.statuses[3].name`: the engine names the field of every finding by one, and every
 * field of the form knows its own.
 */

type Step = string | number;

/** The steps of a path: names of fields and places in lists. */
export function steps(path: string): Step[] {
  return path
    .split(/[.[\]]+/)
    .filter((part) => part !== "")
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** What stands at `path` below `root`; `undefined` where nothing does. */
export function read(root: unknown, path: string): unknown {
  let value: unknown = root;
  for (const step of steps(path)) {
    if (typeof value !== "object" || value === null) {
      return undefined;
    }
    value = (value as Record<Step, unknown>)[step];
  }
  return value;
}

/** A copy of `root` with `value` at `path`; what is not on the way is shared with the original. */
export function write<T>(root: T, path: string, value: unknown): T {
  return place(root, steps(path), value) as T;
}

function place(root: unknown, way: Step[], value: unknown): unknown {
  const [step, ...rest] = way;
  if (step === undefined) {
    return value;
  }
  if (typeof step === "number") {
    const list = Array.isArray(root) ? [...(root as unknown[])] : [];
    list[step] = place(list[step], rest, value);
    return list;
  }
  const record = typeof root === "object" && root !== null ? (root as Record<string, unknown>) : {};
  return { ...record, [step]: place(record[step], rest, value) };
}

/** Whether `path` is `owner` or lies below it. */
export function isWithin(path: string, owner: string): boolean {
  return path === owner || (path.startsWith(owner) && /^[.[]/.test(path.slice(owner.length)));
}

/** Of `owners` the one that lies closest above `path`; `null` where none does. */
export function closestOwner(path: string, owners: Iterable<string>): string | null {
  let closest: string | null = null;
  for (const owner of owners) {
    if (isWithin(path, owner) && owner.length > (closest ?? "").length) {
      closest = owner;
    }
  }
  return closest;
}
