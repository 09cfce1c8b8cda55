//! The status machine as a picture (rule P6).

use alloc::{format, string::String, vec::Vec};

use super::{AllowedMove, CUSTOMER, Pipeline, Status, UNASSIGNED};
use crate::order::Set;

impl Pipeline {
    /// The status machine as Mermaid text (rule P6).
    ///
    /// With a list of allowed moves it shows each of them. Without one every move between owned statuses is open: they
    /// stand in one box, with the ways in and out.
    #[must_use]
    pub fn mermaid(&self) -> String {
        let mut lines = Vec::from(["stateDiagram-v2".into(), "    direction LR".into()]);
        let node = |status: &Status| self.node(status);
        let named = |indent: &str, status: &Status| {
            format!("{indent}state \"{}\" as {}", in_mermaid(&status.name), node(status))
        };
        match &self.allowed_moves {
            Some(_) => lines.extend(self.statuses.iter().map(|status| named("    ", status))),
            None => {
                let (owned, outside) = self.owned_and_outside();
                lines.extend(outside.into_iter().map(|status| named("    ", status)));
                lines.push("    state \"With an agent\" as owned {".into());
                lines.extend(owned.into_iter().map(|status| named("        ", status)));
                lines.push("    }".into());
            }
        }
        lines.extend(self.status_with(UNASSIGNED).map(|s| format!("    [*] --> {}", node(s))));
        for (from, to, label) in self.edges() {
            let label = label.map(|label| format!(" : {label}")).unwrap_or_default();
            lines.push(format!("    {from} --> {to}{label}"));
        }
        lines.push(String::new());
        lines.join("\n")
    }

    /// The status machine as Graphviz DOT text (rule P6), with the same moves as [`Pipeline::mermaid`].
    #[must_use]
    pub fn dot(&self) -> String {
        let mut lines = Vec::from(["digraph pipeline {".into(), "    rankdir=LR;".into()]);
        let named = |indent: &str, status: &Status| {
            let shape = if status.terminal { "doublecircle" } else { "ellipse" };
            let label = in_dot(&status.name);
            format!("{indent}{} [label=\"{label}\", shape={shape}];", self.node(status))
        };
        match &self.allowed_moves {
            Some(_) => lines.extend(self.statuses.iter().map(|status| named("    ", status))),
            None => {
                let (owned, outside) = self.owned_and_outside();
                lines.extend(outside.into_iter().map(|status| named("    ", status)));
                lines.push("    subgraph cluster_owned {".into());
                lines.push("        label=\"With an agent\";".into());
                lines.push("        owned [shape=point];".into());
                lines.extend(owned.into_iter().map(|status| named("        ", status)));
                lines.push("    }".into());
            }
        }
        for (from, to, label) in self.edges() {
            let label = label.map(|label| format!(" [label=\"{label}\"]")).unwrap_or_default();
            lines.push(format!("    {from} -> {to}{label};"));
        }
        lines.push("}".into());
        lines.push(String::new());
        lines.join("\n")
    }

    /// The moves to draw: the allowed ones or, without a list, those in and out of the box `owned`.
    fn edges(&self) -> Vec<(String, String, Option<&'static str>)> {
        let id = |id: &str| self.status_with(id).map(|status| self.node(status));
        if let Some(moves) = &self.allowed_moves {
            // One that is listed for several roles is drawn once.
            let mut drawn = Set::new();
            let moves = moves.iter().filter(|own| drawn.insert((&own.from, &own.to)));
            let edge = |AllowedMove { from, to, .. }: &AllowedMove| {
                Some((id(from.as_str())?, id(to.as_str())?, None))
            };
            return moves.filter_map(edge).collect();
        }
        let (Some(unassigned), Some(customer)) = (id(UNASSIGNED), id(CUSTOMER)) else {
            return Vec::new();
        };
        let owned = || String::from("owned");
        Vec::from([
            (unassigned.clone(), owned(), Some("assign")),
            (unassigned.clone(), customer.clone(), Some("assign and convert")),
            (owned(), unassigned.clone(), Some("unassign")),
            (owned(), customer.clone(), Some("convert")),
            (customer.clone(), owned(), Some("un-convert")),
            (customer, unassigned, Some("un-convert and unassign")),
        ])
    }

    /// The statuses that only an owned lead has, and the two that stand apart.
    fn owned_and_outside(&self) -> (Vec<&Status>, Vec<&Status>) {
        self.statuses.iter().partition(|status| status.id != *UNASSIGNED && status.id != *CUSTOMER)
    }

    fn status_with(&self, id: &str) -> Option<&Status> {
        self.statuses.iter().find(|status| status.id == *id)
    }

    /// A node's name in the picture: `s` and the status's place, since ids may hold anything.
    fn node(&self, status: &Status) -> String {
        let place = self.statuses.iter().position(|own| own.id == status.id).unwrap_or_default();
        format!("s{place}")
    }
}

/// A name inside double quotes of Mermaid, which shows by its number what it would read as a sign of its own.
fn in_mermaid(name: &str) -> String {
    let shown = |c: char| match c {
        '"' | '#' | '&' | '<' | '>' | '\\' => format!("#{};", u32::from(c)),
        _ => on_one_line(c).into(),
    };
    name.chars().map(shown).collect()
}

/// A name inside double quotes of DOT.
fn in_dot(name: &str) -> String {
    let shown = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        _ => on_one_line(c).into(),
    };
    name.chars().map(shown).collect()
}

fn on_one_line(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}
