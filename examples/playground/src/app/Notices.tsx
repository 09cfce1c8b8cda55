import { useRef } from "preact/hooks";

import { Icon } from "../ui/Icon";
import { sentence } from "../ui/parts";
import { useStore } from "./hooks";
import { closeNotice } from "./store";

/** So many reasons are seen at once, whatever the size of the letters. */
const MOST_SEEN = 3;

/** What was said last, shown in a corner and spoken by screen readers. */
export function Notices() {
  const { notice } = useStore();
  /** What had the focus before it came here. */
  const before = useRef<EventTarget | null>(null);
  const close = () => {
    closeNotice();
    if (before.current instanceof HTMLElement) before.current.focus();
  };
  return (
    <div class="notices" role="status" aria-live="polite">
      {notice && (
        <div class={`notice ${notice.tone}`}>
          <div>
            <p class="notice-text">{notice.text}</p>
            {notice.details.length > 0 && (
              // Long ones scroll, by keyboard too.
              <ul tabIndex={notice.details.length > MOST_SEEN ? 0 : undefined}>
                {notice.details.map((detail) => (
                  <li key={detail}>{sentence(detail)}</li>
                ))}
              </ul>
            )}
          </div>
          <button
            type="button"
            class="button quiet small icon"
            aria-label="Close the message"
            onFocus={(event) => void (before.current = event.relatedTarget)}
            onClick={close}
          >
            <Icon name="close" />
          </button>
        </div>
      )}
    </div>
  );
}
