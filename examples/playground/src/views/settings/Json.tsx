/** The draft as the JSON text that is stored. What is typed here and can be read is the draft at once. */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import type { Policy } from "../../engine/records";
import { useDraftContext } from "./draft";

export function Json(): JSX.Element {
  const { policy, replace } = useDraftContext();
  const [text, setText] = useState(written(policy));
  const [fault, setFault] = useState<string | null>(null);
  // What the form changes is written anew; what is typed here stays as it is typed.
  useEffect(() => {
    setText((typed) => (isSame(typed, policy) ? typed : written(policy)));
    setFault(null);
  }, [policy]);

  const type = (typed: string): void => {
    setText(typed);
    try {
      replace(JSON.parse(typed) as Policy);
      setFault(null);
    } catch (thrown) {
      setFault(thrown instanceof Error ? thrown.message : String(thrown));
    }
  };

  return (
    <section class="panel json" aria-label="JSON">
      <header>
        <h2>JSON</h2>
      </header>
      <textarea
        class="input mono"
        aria-label="The policy as JSON"
        aria-invalid={fault !== null || undefined}
        aria-describedby="json-fault"
        spellcheck={false}
        value={text}
        onInput={(event) => type(event.currentTarget.value)}
      />
      <p class="fault small" id="json-fault" role="status">
        {fault}
      </p>
    </section>
  );
}

function written(policy: Policy): string {
  return JSON.stringify(policy, null, 2);
}

function isSame(text: string, policy: Policy): boolean {
  try {
    return JSON.stringify(JSON.parse(text)) === JSON.stringify(policy);
  } catch {
    return false;
  }
}
