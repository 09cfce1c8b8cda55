//! Which agents a lead's branch and department let it go to (rule A6).

use alloc::{vec, vec::Vec};

use super::{
    allocation::Lists,
    at,
    columns::{AgentColumns, Column, LeadColumns, optional},
    number,
};
use crate::{order, policy::AssignmentScope};

/// The largest number of pairs of branch and department that a table is made for.
const LARGEST_TABLE: usize = 1 << 20;

/// More than there are groups.
const NO_GROUP: u32 = u32::MAX;

/// A lead's or an agent's labels as far as the rule looks at them.
pub(super) type Labels = (Option<u32>, Option<u32>);

/// The scopes that occur among receiving agents, as groups of agents.
pub(super) struct Scopes {
    rule: AssignmentScope,
    /// Sorted; the index is the group.
    labels: Vec<Labels>,
    /// The same by number, where the labels are as dense as they should be.
    table: Option<Table>,
    /// Per group, the receiving agents who may hold no lead (cap 0).
    capped_out: Lists,
    /// Per group, the agents who could ever receive a lead.
    members: Lists,
    /// Per agent who could ever receive a lead, the groups.
    groups_of: Lists,
    nobody: u32,
}

impl Scopes {
    /// The groups of the agents that could ever receive a lead.
    pub(super) fn new(agents: &AgentColumns<'_>, rule: AssignmentScope) -> Self {
        let receiving = || (0..agents.len()).filter(|agent| agents.is_receiving(*agent));
        let scopes_of = |agent: usize| {
            let (branch, department) =
                wanted(rule, agents.branch.as_ref(), agents.department.as_ref(), agent);
            let both = branch.zip(department);
            let everyone = (None, None);
            let scopes: [Option<Labels>; 4] = [
                Some(everyone),
                branch.map(|branch| (Some(branch), None)),
                department.map(|department| (None, Some(department))),
                both.map(|(branch, department)| (Some(branch), Some(department))),
            ];
            scopes.into_iter().flatten()
        };
        // In a company without scopes there is nothing more to find out.
        let looked_at = if rule == AssignmentScope::Company { 1 } else { usize::MAX };
        let all = || receiving().take(looked_at).flat_map(scopes_of);
        let (labels, table) = match Table::of(all) {
            Some((labels, table)) => (labels, Some(table)),
            None => {
                let mut labels: Vec<Labels> = all().collect();
                order::sort(&mut labels);
                labels.dedup();
                (labels, None)
            }
        };
        // One more group, without members, for the labels that no receiving agent has.
        let nobody = number(labels.len());
        let mut capped_out = Vec::new();
        let mut members = Vec::new();
        for agent in receiving() {
            for own in scopes_of(agent) {
                let pair = (group_of(own, table.as_ref(), &labels, nobody), number(agent));
                match agents.could_receive(agent) {
                    true => members.push(pair),
                    false => capped_out.push(pair),
                }
            }
        }
        let turned: Vec<(u32, u32)> =
            members.iter().map(|(group, agent)| (*agent, *group)).collect();
        let groups = labels.len().saturating_add(1);
        let members = Lists::new(groups, members);
        let capped_out = Lists::new(groups, capped_out);
        let groups_of = Lists::new(agents.len(), turned);
        Self { rule, labels, table, capped_out, members, groups_of, nobody }
    }

    /// How many groups there are.
    pub(super) fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether every lead may go to anyone.
    pub(super) fn is_company_wide(&self) -> bool {
        self.rule == AssignmentScope::Company
    }

    /// The agents of a group who could ever receive a lead, in order.
    pub(super) fn members(&self, group: u32) -> &[u32] {
        self.members.list(group)
    }

    /// The groups of an agent who could ever receive a lead, in order; of others there is none.
    pub(super) fn groups_of(&self, agent: u32) -> &[u32] {
        self.groups_of.list(agent)
    }

    /// Tells whether some lead is in an agent's scope, where there are leads of these groups.
    pub(super) fn with_leads_of(
        &self,
        groups: impl Iterator<Item = u32>,
    ) -> impl Fn(u32) -> bool + '_ {
        let mut has_leads = vec![false; self.len()];
        for group in groups {
            if let Some(own) = has_leads.get_mut(group as usize) {
                *own = true;
            }
        }
        move |agent| self.groups_of(agent).iter().any(|group| at(&has_leads, *group))
    }

    /// Whether nobody else of the group could ever receive a lead (rule A3).
    pub(super) fn is_only_one(&self, group: u32, agent: u32) -> bool {
        self.members(group) == [agent]
    }

    /// The group of agents to whom the lead can go.
    pub(super) fn group_of(&self, leads: &LeadColumns<'_>, row: u32) -> u32 {
        if self.rule == AssignmentScope::Company {
            return 0;
        }
        let own = wanted(self.rule, leads.branch.as_ref(), leads.department.as_ref(), row as usize);
        group_of(own, self.table.as_ref(), &self.labels, self.nobody)
    }

    /// [`Scopes::group_of`] for the rows from `first` on, each put into its slot from the bit `shift` on.
    pub(super) fn add_groups(
        &self,
        leads: &LeadColumns<'_>,
        first: usize,
        shift: u32,
        slots: &mut [u32],
    ) {
        let column = match self.rule {
            AssignmentScope::Branch => leads.branch,
            AssignmentScope::Department => leads.department,
            _ => None,
        };
        match (&self.table, column) {
            (Some(table), Some(Column { values, validity })) if first.is_multiple_of(8) => {
                let values = values.get(first..).unwrap_or_default();
                let Some(validity) = validity else {
                    for (slot, value) in slots.iter_mut().zip(values) {
                        *slot |= table.group_at(value.saturating_add(1)).wrapping_shl(shift);
                    }
                    return;
                };
                let bytes = validity.bytes_from(first);
                let add = |slot: &mut u32, value: u32, byte: u8, bit: u32| {
                    let is_there = u32::from(byte.wrapping_shr(bit) & 1).wrapping_neg();
                    let group = table.group_at(value.saturating_add(1) & is_there);
                    *slot |= group.wrapping_shl(shift);
                };
                // Eight at a time, which have a byte together.
                let ((slots, last_slots), (values, last_values)) =
                    (slots.as_chunks_mut::<8>(), values.as_chunks::<8>());
                let (bytes, last_byte) =
                    bytes.split_at_checked(slots.len()).unwrap_or((bytes, &[]));
                for ((slots, values), byte) in slots.iter_mut().zip(values).zip(bytes) {
                    for ((slot, value), bit) in slots.iter_mut().zip(values).zip(0..) {
                        add(slot, *value, *byte, bit);
                    }
                }
                let last_byte = last_byte.first().copied().unwrap_or_default();
                for ((slot, value), bit) in last_slots.iter_mut().zip(last_values).zip(0..) {
                    add(slot, *value, last_byte, bit);
                }
            }
            _ => {
                for (row, slot) in (number(first)..).zip(slots) {
                    *slot |= self.group_of(leads, row) << shift;
                }
            }
        }
    }

    /// The agents of a group who receive leads, those included who may hold none.
    pub(super) fn receiving(&self, group: u32) -> impl Iterator<Item = u32> + '_ {
        self.members.list(group).iter().chain(self.capped_out.list(group)).copied()
    }
}

/// The group of labels; `nobody` where no receiving agent has them.
fn group_of(own: Labels, table: Option<&Table>, labels: &[Labels], nobody: u32) -> u32 {
    match table {
        Some(table) => table.group(own),
        None => labels.binary_search(&own).map_or(nobody, number),
    }
}

/// Groups by branch and department. Where one of the two does not count, the other's labels lie side by side.
struct Table {
    departments: usize,
    groups: Vec<u32>,
    nobody: u32,
}

impl Table {
    /// The labels that occur, each once in order, and their table; none where they are too sparse.
    fn of<I: Iterator<Item = Labels>>(all: impl Fn() -> I) -> Option<(Vec<Labels>, Self)> {
        let (mut branches, mut departments) = (1, 1);
        for (branch, department) in all() {
            branches = place(branch).saturating_add(1).max(branches);
            departments = place(department).saturating_add(1).max(departments);
        }
        let len = branches.saturating_mul(departments);
        if len > LARGEST_TABLE {
            return None;
        }
        let mut table = Self { departments, groups: vec![NO_GROUP; len], nobody: NO_GROUP };
        let mut occurs = vec![false; len];
        for own in all() {
            if let Some(occurs) = table.place(own).and_then(|place| occurs.get_mut(place)) {
                *occurs = true;
            }
        }
        let mut labels = Vec::new();
        for (place, occurs) in occurs.into_iter().enumerate() {
            if let Some(group) = table.groups.get_mut(place).filter(|_| occurs) {
                *group = number(labels.len());
                let branch = place.checked_div(departments).unwrap_or_default();
                let department = place.checked_rem(departments).unwrap_or_default();
                labels.push((label(branch), label(department)));
            }
        }
        table.nobody = number(labels.len());
        let nobody = table.groups.iter_mut().filter(|group| **group == NO_GROUP);
        nobody.for_each(|group| *group = table.nobody);
        Some((labels, table))
    }

    fn place(&self, (branch, department): Labels) -> Option<usize> {
        let column = place(department);
        let row = place(branch).saturating_mul(self.departments);
        (column < self.departments).then(|| row.saturating_add(column))
    }

    fn group(&self, labels: Labels) -> u32 {
        let place = self.place(labels).and_then(|place| self.groups.get(place));
        place.copied().unwrap_or(self.nobody)
    }

    /// The group of the labels at a place, where only one of the two counts.
    fn group_at(&self, place: u32) -> u32 {
        self.groups.get(place as usize).copied().unwrap_or(self.nobody)
    }
}

/// No label comes first.
fn place(label: Option<u32>) -> usize {
    label.map_or(0, |label| (label as usize).saturating_add(1))
}

/// The label in such a place.
fn label(place: usize) -> Option<u32> {
    place.checked_sub(1).map(number)
}

/// The row's labels, as far as the rule looks at them.
pub(super) fn wanted(
    rule: AssignmentScope,
    branch: Option<&Column<'_, u32>>,
    department: Option<&Column<'_, u32>>,
    row: usize,
) -> Labels {
    let branch = || optional(branch, row);
    let department = || optional(department, row);
    match rule {
        AssignmentScope::Company => (None, None),
        AssignmentScope::Branch => (branch(), None),
        AssignmentScope::Department => (None, department()),
        AssignmentScope::BranchAndDepartment => (branch(), department()),
    }
}

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    use super::*;
    use crate::jobs::testing::{Agent, FREE, Random, holding, with_columns};

    /// A6: labels far apart make the same groups as labels side by side, in the order of the labels.
    #[test]
    fn groups_do_not_depend_on_how_dense_labels_are() {
        let mut random = Random(71);
        for case in 0..300 {
            let most = 1 + random.below(6);
            let agents: Vec<Agent> = (0..random.below(20))
                .map(|_| {
                    let agent = if random.once_in(4) { holding(0, 0) } else { FREE };
                    let mut some = || (!random.once_in(4)).then(|| random.below(most));
                    Agent { branch: some(), department: some(), ..agent }
                })
                .collect();
            for rule in [AssignmentScope::Branch, AssignmentScope::BranchAndDepartment] {
                let of = |apart: u32| {
                    let far = |label: Option<u32>| label.map(|label| label * apart);
                    let agents: Vec<Agent> = agents
                        .iter()
                        .map(|own| Agent {
                            branch: far(own.branch),
                            department: far(own.department),
                            ..own.clone()
                        })
                        .collect();
                    with_columns(&[], &agents, |_, agents| Scopes::new(agents, rule))
                };
                let (dense, sparse) = (of(1), of(2_000_000));
                assert!(dense.table.is_some());
                assert_eq!(dense.len(), sparse.len(), "case {case}");
                assert!(dense.labels.is_sorted() && sparse.labels.is_sorted(), "case {case}");
                for group in 0..number(dense.len()) {
                    let members = |own: &Scopes| -> (Vec<u32>, Vec<u32>) {
                        (own.members(group).to_vec(), own.receiving(group).collect())
                    };
                    assert_eq!(members(&dense), members(&sparse), "case {case}");
                }
                for agent in 0..number(agents.len()) {
                    assert_eq!(dense.groups_of(agent), sparse.groups_of(agent), "case {case}");
                }
            }
        }
        let nobody =
            with_columns(&[], &[], |_, agents| Scopes::new(agents, AssignmentScope::Branch));
        assert_eq!((nobody.len(), nobody.receiving(0).count()), (1, 0));
    }
}
