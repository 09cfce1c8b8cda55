import { useCompany } from "../../app/hooks";
import { goTo, useRoute } from "../../app/route";
import type { Summary } from "../../company/company";
import { Agenda } from "./Agenda";
import { Figures } from "./Figures";
import { Queue } from "./Queue";
import { LiveCalls, Stalled } from "./Supervision";
import { Week } from "./Week";

export function DayView() {
  const company = useCompany();
  const asked = useRoute().params.get("agent");
  const agents = receivers(company);
  const agent = agents.find(({ id }) => id === asked) ?? agents.find(({ id }) => id === company.actor) ?? agents[0];
  if (!agent) return <p class="muted">Nobody in this company receives leads.</p>;
  return (
    <div class="day-view">
      <label class="agent-choice">
        <span class="muted">Agent</span>
        <select class="input" value={agent.id} onChange={(event) => goTo("day", { agent: event.currentTarget.value })}>
          {agents.map(({ id, name, branch }) => (
            <option key={id} value={id}>
              {name ?? id}
              {branch ? `, ${branch}` : ""}
            </option>
          ))}
        </select>
      </label>
      <Figures agent={agent.id} />
      <div class="day-columns">
        <Agenda agent={agent.id} />
        <Queue agent={agent.id} />
        <div class="day-aside">
          <Week agent={agent} />
          <LiveCalls />
          <Stalled />
        </div>
      </div>
    </div>
  );
}

/** The agents whose role takes leads. */
function receivers({ agents, policy }: Summary) {
  const roles = policy.people.roles.filter((role) => role.receivesLeads).map(({ id }) => id);
  return agents.filter(({ role }) => roles.includes(role));
}
