import { useAnswer } from "./hooks";

/** What the page was built with. */
export function Versions() {
  const { result } = useAnswer("version", {});
  if (!result) return null;
  const zones = result.timeZoneData === null ? "" : ` · zones ${result.timeZoneData}`;
  return (
    <p class="versions">
      calliyo {result.library}
      <br />
      rules {result.rules}
      {zones}
    </p>
  );
}
