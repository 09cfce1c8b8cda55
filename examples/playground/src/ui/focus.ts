/** Keeps the focus where somebody works, also when what has it goes: a row that is done, a button that did its work. */

import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

const CONTROLS = "a[href], button:not(:disabled), input:not(:disabled, [hidden]), select, textarea, summary, [tabindex='0']";

/** The control that had the focus last: what is around it, and its place among the controls there. */
interface Focused {
  control: HTMLElement;
  around: { element: HTMLElement; place: number }[];
}

/** When the control that has the focus goes, gives it to the one that takes its place, or else stands closest. */
export function useKeptFocus<Root extends HTMLElement>(): RefObject<Root | null> {
  const root = useRef<Root>(null);
  useEffect(() => {
    const element = root.current!;
    let last: Focused | null = null;
    const remember = ({ target }: FocusEvent) => {
      last = focusedOn(target as HTMLElement, element);
    };
    const leave = () => {
      // What goes itself was not left.
      setTimeout(() => {
        if (last?.control.isConnected && document.activeElement !== last.control) last = null;
      });
    };
    const mend = () => {
      if (!last || last.control.isConnected || document.activeElement !== document.body) return;
      for (const { element, place } of last.around) {
        const left = controlsIn(element);
        if (!element.isConnected || left.length === 0) continue;
        left[Math.min(place, left.length - 1)]!.focus();
        return;
      }
    };
    const observer = new MutationObserver(mend);
    observer.observe(element, { childList: true, subtree: true });
    element.addEventListener("focusin", remember);
    element.addEventListener("focusout", leave);
    return () => {
      observer.disconnect();
      element.removeEventListener("focusin", remember);
      element.removeEventListener("focusout", leave);
    };
  }, []);
  return root;
}

function focusedOn(control: HTMLElement, root: HTMLElement): Focused {
  const around: Focused["around"] = [];
  for (let element = control.parentElement; element && root.contains(element); element = element.parentElement) {
    const place = controlsIn(element).indexOf(control);
    // What has the focus but is no control, such as a heading, has no place that another one could take.
    if (place >= 0) around.push({ element, place });
  }
  return { control, around };
}

function controlsIn(element: HTMLElement): HTMLElement[] {
  return [...element.querySelectorAll<HTMLElement>(CONTROLS)];
}
