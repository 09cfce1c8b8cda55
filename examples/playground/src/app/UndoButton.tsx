import { useEffect } from "preact/hooks";

import { Icon } from "../ui/Icon";
import { useStore } from "./hooks";
import { undo } from "./store";

/** Takes back the last change; so does the usual key, where no text is edited and no dialog is open. */
export function UndoButton() {
  const { canUndo } = useStore();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z";
      if (!isUndo || isText(event.target) || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      void undo();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  const label = "Undo the last change";
  return (
    // Not disabled by the attribute, which would take the focus from whoever undoes the only change.
    <button
      type="button"
      class="button small icon undo"
      aria-label={label}
      title={`${label} (Ctrl+Z)`}
      aria-disabled={!canUndo}
      onClick={() => void undo()}
    >
      <Icon name="undo" />
    </button>
  );
}

/** Whether keys edit a text there, which has an undo of its own. */
function isText(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input:not([type=checkbox], [type=radio]), textarea");
}
