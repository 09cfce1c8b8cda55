import { useCompany } from "../../app/hooks";
import { count } from "../../app/format";
import type { BoardQuery } from "../../company/company";
import { Icon } from "../../ui/Icon";

export type BoardFilter = Omit<BoardQuery, "limit">;

interface Props {
  filter: BoardFilter;
  found: number;
  onChange: (part: Partial<BoardFilter>) => void;
}

/** Which leads the board shows. */
export function Toolbar({ filter, found, onChange }: Props) {
  const { agents } = useCompany();
  const branches = [...new Set(agents.flatMap(({ branch }) => branch ?? []))].sort();
  return (
    <div class="board-toolbar" role="search" aria-label="Leads on the board">
      <label class="search">
        <span class="unseen">Name or number</span>
        <Icon name="search" />
        <input
          class="input"
          type="search"
          placeholder="Name or number"
          value={filter.search}
          onInput={(event) => onChange({ search: event.currentTarget.value })}
        />
      </label>
      <label>
        <span class="unseen">Owner</span>
        <select
          class="input"
          value={filter.owner ?? ""}
          onChange={(event) => onChange({ owner: event.currentTarget.value || null })}
        >
          <option value="">Every owner</option>
          {agents.map(({ id, name }) => (
            <option key={id} value={id}>
              {name ?? id}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span class="unseen">Branch</span>
        <select
          class="input"
          value={filter.branch ?? ""}
          onChange={(event) => onChange({ branch: event.currentTarget.value || null })}
        >
          <option value="">Every branch</option>
          {branches.map((branch) => (
            <option key={branch}>{branch}</option>
          ))}
        </select>
      </label>
      <span class="muted small">{count(found)} leads</span>
    </div>
  );
}
