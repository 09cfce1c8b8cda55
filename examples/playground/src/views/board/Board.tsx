import { useAsked, useCompany } from "../../app/hooks";
import { request } from "../../engine/client";

export function Board() {
  const company = useCompany();
  const query = { search: "", owner: null, branch: null, limit: 40 };
  const { result: columns } = useAsked(JSON.stringify(query), () => request("board", query));
  return (
    <ol class="board">
      {columns?.map(({ status, count, cards }) => (
        <li key={status} class="panel">
          {status} {count}
          <ul>{cards.map((lead) => <li key={lead.id}>{lead.name}</li>)}</ul>
        </li>
      ))}
      {company.name}
    </ol>
  );
}
