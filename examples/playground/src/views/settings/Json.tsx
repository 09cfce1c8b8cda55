/** The draft as the JSON text that is stored. What is typed here and can be read is the draft at once. */

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import { WorkerTrouble, ask } from "../../engine/client";
import type { Policy } from "../../engine/records";
import { quoted } from "../../ui/parts";
import { useDraftContext } from "./draft";

interface JsonProps {
  isHidden: boolean;
  /** Tells whether what stands in the text is the draft. */
  onRead: (isRead: boolean) => void;
}

export function Json({ isHidden, onRead }: JsonProps): JSX.Element {
  const { policy, replace } = useDraftContext();
  const [text, setText] = useState(() => written(policy));
  const [faults, setFaults] = useState<string[]>([]);
  const latest = useRef<string | null>(text);
  /** The policy that was read out of the text. */
  const given = useRef(policy);

  // What is read once the text is gone is dropped.
  useEffect(() => () => void (latest.current = null), []);
  useEffect(() => onRead(faults.length === 0), [faults]);
  // On a narrow screen it stands below everything else.
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!isHidden) panel.current?.scrollIntoView({ block: "nearest" });
  }, [isHidden]);

  // What the form changes is written anew; what is typed here stays as it is typed.
  useEffect(() => {
    if (policy === given.current) return;
    given.current = policy;
    const text = written(policy);
    latest.current = text;
    setText(text);
    setFaults([]);
  }, [policy]);

  const type = async (typed: string): Promise<void> => {
    // Text that is pasted comes in as an event per line, each with the whole of it.
    if (typed === latest.current) return;
    latest.current = typed;
    setText(typed);
    const read = await readPolicy(typed);
    if (typed !== latest.current) return;
    if ("faults" in read) {
      setFaults(read.faults);
    } else {
      given.current = read.policy;
      setFaults([]);
      replace(read.policy);
    }
  };

  return (
    <section ref={panel} class="panel json" aria-label="JSON" hidden={isHidden}>
      <header>
        <h2>JSON</h2>
      </header>
      <textarea
        class="input mono"
        aria-label="The policy as JSON"
        aria-invalid={faults.length > 0 || undefined}
        aria-describedby="json-faults"
        spellcheck={false}
        value={text}
        onInput={(event) => void type(event.currentTarget.value)}
      />
      <div class="faults small" id="json-faults" role="status">
        {faults.map((fault) => (
          <p key={fault}>{fault}</p>
        ))}
      </div>
    </section>
  );
}

function written(policy: Policy): string {
  return JSON.stringify(policy, null, 2);
}

/** The policy with every default written out, or why it cannot be read. */
async function readPolicy(text: string): Promise<{ policy: Policy } | { faults: string[] }> {
  try {
    const document = JSON.parse(text) as Record<string, unknown>;
    return { policy: (await ask("upgradeDocument", { kind: "policy", document })) as Policy };
  } catch (thrown) {
    if (thrown instanceof WorkerTrouble) {
      return { faults: thrown.findings.map(({ path, message }) => `${path.replace(/^document\.?/, "")}: ${quoted(message)}`) };
    }
    return { faults: [thrown instanceof Error ? thrown.message : String(thrown)] };
  }
}
