/** A dialog over the page: it keeps the focus inside, Escape closes it, and the focus goes back where it was. */

import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";

import { useOnce } from "./once";

interface Props {
  title: string;
  onClose: () => void;
  /** Makes it a form; it is submitted once, until that came to something. */
  onSubmit?: () => Promise<void>;
  children: ComponentChildren;
}

export function Dialog({ title, onClose, onSubmit, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const once = useOnce();
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => before instanceof HTMLElement && before.focus();
  }, []);
  const inside = (
    <>
      <h2 id={heading}>{title}</h2>
      {children}
    </>
  );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (onSubmit) once(onSubmit);
  };
  return (
    <dialog ref={dialog} aria-labelledby={heading} onClose={onClose}>
      {onSubmit ? (
        <form noValidate onSubmit={submit}>
          {inside}
        </form>
      ) : (
        <div class="sheet">{inside}</div>
      )}
    </dialog>
  );
}

interface ActionsProps {
  /** What the button says that leaves everything as it is. */
  cancel?: string;
  submit: string;
  disabled?: boolean;
  onClose: () => void;
}

/** The buttons at the end of a dialog that is a form. */
export function DialogActions({ cancel = "Cancel", submit, disabled = false, onClose }: ActionsProps) {
  return (
    <div class="actions">
      <button type="button" class="button" onClick={onClose}>
        {cancel}
      </button>
      <button type="submit" class="button primary" disabled={disabled}>
        {submit}
      </button>
    </div>
  );
}
