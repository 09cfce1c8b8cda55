//! Who sells, and under which rules.

use std::collections::BTreeSet;

use calliyo_core::{
    AgentId, DepartmentId, Diagnostic, Fact, RoleId,
    lead::{Agent, AgentState},
    policy::{Policy, Reach, Role},
    time::TimeZone,
};

use super::files::Seller;

/// The role of somebody who hands out the leads of a team.
const TEAM_MANAGER: &str = "teamManager";

/// The company's rules: leads go by hand, so no job runs, and a team's manager has the permissions of a manager on the
/// leads of that team alone (rule G3).
///
/// # Errors
/// An id that is none.
pub(super) fn policy() -> Result<Policy, Diagnostic> {
    let mut policy = Policy { time_zone: TimeZone::named("America/New_York"), ..Policy::default() };
    policy.automation.removal.enabled = false;
    policy.automation.assignment.enabled = false;
    policy.automation.top_up.enabled = false;
    let manager = policy.people.role(&RoleId::new("manager")?).cloned();
    let id = RoleId::new(TEAM_MANAGER)?;
    policy.people.roles.extend(manager.map(|manager| Role {
        id,
        name: "Team Manager".into(),
        reach: Reach::Department,
        ..manager
    }));
    Ok(policy)
}

/// Everybody: the agents in order of the file, then the managers in order of their names.
///
/// # Errors
/// An id that is none.
pub(super) fn people(sellers: &[Seller]) -> Result<Vec<Agent>, Diagnostic> {
    let managers: BTreeSet<_> =
        sellers.iter().map(|seller| (&seller.manager, &seller.team)).collect();
    let agents = sellers.iter().map(|seller| {
        let agent = person(&seller.agent, "agent", &seller.team)?;
        Ok(Agent { branch: Some(seller.office.clone()), ..agent })
    });
    let managers = managers.into_iter().map(|(manager, team)| person(manager, TEAM_MANAGER, team));
    agents.chain(managers).collect()
}

fn person(id: &AgentId, role: &str, team: &DepartmentId) -> Result<Agent, Diagnostic> {
    Ok(Agent {
        id: id.clone(),
        name: Some(id.as_str().into()),
        role: RoleId::new(role)?,
        branch: None,
        department: Some(team.clone()),
        state: AgentState::Active,
        cap: None,
        held: Fact::Empty,
        counter: None,
        received_today: 0,
        last_run: None,
        live_call: Fact::Empty,
    })
}

#[cfg(test)]
mod tests {
    use calliyo_core::{
        BranchId, Code, LeadId,
        lead::{Deed, NewLead},
        time::Timestamp,
    };

    use super::*;
    use crate::{
        host::{Host, actor_of, process},
        output::Output,
    };

    fn seller(agent: &str, manager: &str) -> Seller {
        Seller {
            agent: AgentId::new(agent).unwrap(),
            manager: AgentId::new(manager).unwrap(),
            team: DepartmentId::new(manager).unwrap(),
            office: BranchId::new("East").unwrap(),
        }
    }

    #[test]
    fn a_manager_assigns_the_leads_of_the_own_team_alone() {
        let sellers = [seller("Ann", "Max"), seller("Bo", "Max"), seller("Cy", "Eve")];
        let people = people(&sellers).unwrap();
        let ids: Vec<_> = people.iter().map(|person| person.id.as_str()).collect();
        assert_eq!(ids, ["Ann", "Bo", "Cy", "Eve", "Max"]);

        let mut sink = Vec::new();
        let mut output = Output::json(&mut sink);
        let mut host = Host::new(policy().unwrap(), people.clone(), &mut output).unwrap();
        let now = Timestamp::parse("2017-03-01T17:00:00Z").unwrap();
        let lead = LeadId::new("A1").unwrap();
        let new =
            NewLead { department: Some(sellers[0].team.clone()), ..NewLead::new(lead.clone()) };
        let import = process("import").unwrap();
        host.perform(&import, &lead, Deed::CaptureLead(new), now).unwrap().unwrap();
        let mut assign = |manager: usize| {
            let deed = Deed::Assign { owner: sellers[0].agent.clone() };
            host.perform(&actor_of(&people[manager]), &lead, deed, now).unwrap()
        };
        assert_eq!(assign(3).unwrap_err().code(), Some(Code::PermissionDenied));
        assert!(assign(4).is_ok());
    }
}
