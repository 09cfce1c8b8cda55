import { Icon } from "../ui/Icon";
import { sentence } from "../ui/parts";
import { useStore } from "./hooks";
import { closeNotice } from "./store";

/** What was said last, shown in a corner and spoken by screen readers. */
export function Notices() {
  const { notice } = useStore();
  return (
    <div class="notices" role="status" aria-live="polite">
      {notice && (
        <div class={`notice ${notice.tone}`}>
          <div>
            <p class="notice-text">{notice.text}</p>
            {notice.details.length > 0 && (
              <ul>
                {notice.details.map((detail) => (
                  <li key={detail}>{sentence(detail)}</li>
                ))}
              </ul>
            )}
          </div>
          <button type="button" class="button quiet small icon" aria-label="Close the message" onClick={closeNotice}>
            <Icon name="close" />
          </button>
        </div>
      )}
    </div>
  );
}
