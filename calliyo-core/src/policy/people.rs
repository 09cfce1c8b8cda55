//! Roles, permissions and who sees customers (rules G3, V4).

use alloc::{format, string::String, vec::Vec};
use core::fmt;

use calliyo_derive::Read;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{
    ids::RoleId,
    lead::{Agent, AgentState},
    order,
};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident $word:literal)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            pub(crate) const ALL: &[(Self, &'static str)] = &[$((Self::$variant, $word),)*];

            fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().find(|(_, own)| *own == word).map(|(variant, _)| *variant)
            }
        }
    };
}

words! {
    /// What a permission is about (rule G3).
    Resource {
        /// Leads that are not customers.
        Lead "lead"
        /// Customers.
        Customer "customer"
        /// Calls.
        Call "call"
        /// Follow-ups and notes.
        FollowUp "followUp"
        /// Orders of customers.
        Order "order"
        /// The company's settings.
        Settings "settings"
        /// The daily jobs.
        Job "job"
        /// Reports.
        Report "report"
    }
}

words! {
    /// What a permission lets a person do (rule G3).
    Action {
        /// See it.
        View "view"
        /// Make a new one: capture a lead, log a call, schedule a follow-up.
        Create "create"
        /// Change it.
        Edit "edit"
        /// Move it to another status; convert and un-convert.
        Move "move"
        /// Give it to an agent, or take it away.
        Assign "assign"
        /// Manage it as a whole: every customer (rule V4), the settings, a job's run.
        Manage "manage"
    }
}

/// What a role may do: an action on a resource, written `lead.assign` (rule G3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Permission {
    /// What it is about.
    pub resource: Resource,
    /// What it lets a person do.
    pub action: Action,
}

impl Permission {
    /// The permission for an action on a resource.
    #[must_use]
    pub const fn new(resource: Resource, action: Action) -> Self {
        Self { resource, action }
    }

    /// Reads the two words, or tells why they are no permission.
    pub(crate) fn from_words(text: &str) -> Result<Self, String> {
        let read = |(resource, action): (&str, &str)| {
            Some(Self::new(Resource::from_word(resource)?, Action::from_word(action)?))
        };
        let found = text.split_once('.').and_then(read);
        found.ok_or_else(|| format!("`{text}` is not a permission such as `lead.assign`"))
    }
}

impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.resource.as_str(), self.action.as_str())
    }
}

impl Serialize for Permission {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Permission {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = alloc::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::from_words(&text).map_err(de::Error::custom)
    }
}

/// On which leads a role acts (rule G3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Reach {
    /// On the person's own leads.
    Own,
    /// On leads of the person's department.
    Department,
    /// On leads of the person's branch.
    Branch,
    /// On all leads of the company.
    Company,
}

/// A role: a bundle of permissions (rule G3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Role {
    /// The stable id.
    pub id: RoleId,
    /// The name that people see.
    pub name: String,
    /// What persons of this role may do.
    pub permissions: Vec<Permission>,
    /// On which leads they act.
    pub reach: Reach,
    /// Whether jobs and people give leads to persons of this role.
    #[serde(default)]
    pub receives_leads: bool,
}

/// Who sees customers (rule V4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum CustomerVisibility {
    /// With the permission `customer.manage` every customer of one's reach, else those credited to oneself.
    #[default]
    All,
    /// Persons of the agent role see only customers credited to them; others as under `all`.
    AgentOnly,
}

/// Roles and visibility.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct People {
    /// The roles; default Company Admin, Manager and Agent.
    pub roles: Vec<Role>,
    /// The role that rule V4 means by *agent*; default `agent`.
    pub agent_role: RoleId,
    /// Who sees customers.
    pub customer_visibility: CustomerVisibility,
}

impl People {
    /// Whether persons of the role receive leads (rule G3).
    pub(crate) fn receives_leads(&self, role: &RoleId) -> bool {
        self.role(role).is_some_and(|role| role.receives_leads)
    }

    /// Whether the agent could ever receive a lead from a job: active, of a role that receives leads, and with a cap other
    /// than 0 (rules A2, A3).
    pub(crate) fn could_ever_receive(&self, agent: &Agent) -> bool {
        agent.state == AgentState::Active
            && agent.cap != Some(0)
            && self.receives_leads(&agent.role)
    }

    /// The role with this id.
    #[must_use]
    pub fn role(&self, id: &RoleId) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == *id)
    }
}

impl Default for People {
    fn default() -> Self {
        use self::{
            Action::{Assign, Create, Edit, Manage, Move, View},
            Resource::{Call, Customer, FollowUp, Job, Lead, Order, Report, Settings},
        };
        // Each role may do what the one after it may, and more.
        let agent: &[(Resource, &[Action])] = &[
            (Lead, &[View, Create, Edit, Move]),
            (Customer, &[View, Edit]),
            (Call, &[View, Create]),
            (FollowUp, &[View, Create, Edit]),
            (Order, &[View, Edit]),
        ];
        let manager: &[(Resource, &[Action])] = &[
            (Lead, &[Assign]),
            (Customer, &[Move, Assign, Manage]),
            (Call, &[Edit]),
            (Report, &[View]),
            (Job, &[Manage]),
        ];
        let admin: &[(Resource, &[Action])] = &[(Settings, &[Manage])];
        let role = |id, name: &str, grants: &[&[(Resource, &[Action])]], reach, receives_leads| {
            let mut permissions: Vec<_> = grants
                .iter()
                .copied()
                .flatten()
                .flat_map(|(resource, actions)| {
                    actions.iter().map(|action| Permission::new(*resource, *action))
                })
                .collect();
            order::sort(&mut permissions);
            Role { id: RoleId::fixed(id), name: name.into(), permissions, reach, receives_leads }
        };
        Self {
            roles: Vec::from([
                role(
                    "companyAdmin",
                    "Company Admin",
                    &[agent, manager, admin],
                    Reach::Company,
                    false,
                ),
                role("manager", "Manager", &[agent, manager], Reach::Company, false),
                role("agent", "Agent", &[agent], Reach::Own, true),
            ]),
            agent_role: RoleId::fixed("agent"),
            customer_visibility: CustomerVisibility::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// G3: permissions are resource × action and read back
    #[test]
    fn a_permission_is_written_with_a_dot() {
        let text = serde_json::to_string(&Permission::new(Resource::Lead, Action::Assign)).unwrap();
        assert_eq!(text, "\"lead.assign\"");
        for role in People::default().roles {
            for permission in role.permissions {
                let text = serde_json::to_string(&permission).unwrap();
                assert_eq!(serde_json::from_str::<Permission>(&text).unwrap(), permission);
            }
        }
        assert!(serde_json::from_str::<Permission>("\"lead.fly\"").is_err());
    }

    /// G3: the three default roles
    #[test]
    fn only_agents_receive_leads_by_default() {
        let people = People::default();
        let receiving: Vec<_> =
            people.roles.iter().filter(|role| role.receives_leads).map(|role| &role.name).collect();
        assert_eq!(receiving, ["Agent"]);
    }
}
