//! What a row of the file says, in the words of the library.

use calliyo_core::{
    AgentId, BranchId, DepartmentId, Diagnostic, LeadId, Priority, StatusId,
    lead::{Agent, NewLead},
    policy::Pipeline,
    time::Timestamp,
};
use csv::StringRecord;
use serde::{Serialize, Serializer, ser::SerializeStruct};

use super::file::{Column, Header, RowFault};

/// Why a row does not come in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// It cannot be read.
    Row(RowFault),
    /// Its priority is no whole number.
    Priority(String),
    /// A rule of the library speaks against it.
    Rule(Diagnostic),
}

impl Reason {
    pub(super) fn code(&self) -> &str {
        match self {
            Self::Row(fault) => fault.code(),
            Self::Priority(_) => "row.priority_malformed",
            Self::Rule(found) => found.code().as_str(),
        }
    }

    pub(super) fn message(&self) -> String {
        match self {
            Self::Row(fault) => fault.to_string(),
            Self::Priority(text) => format!("`{text}` is not a whole number"),
            Self::Rule(found) => found.message(),
        }
    }
}

impl Serialize for Reason {
    /// A finding of the library as it is; one of the file with the fields that it has.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Self::Rule(found) = self {
            return found.serialize(serializer);
        }
        let mut out = serializer.serialize_struct("Reason", 3)?;
        out.serialize_field("code", self.code())?;
        out.serialize_field("path", if matches!(self, Self::Row(_)) { "" } else { "priority" })?;
        out.serialize_field("message", &self.message())?;
        out.end()
    }
}

/// Makes leads of rows: knows the company's names for what a row names.
pub(super) struct Mapping<'m> {
    pub(super) header: &'m Header,
    pub(super) pipeline: &'m Pipeline,
    pub(super) people: &'m [Agent],
}

impl Mapping<'_> {
    /// The lead of a row, with everything in it that makes no sense; what does not is left out of the lead.
    pub(super) fn lead(&self, id: LeadId, record: &StringRecord) -> (NewLead, Vec<Reason>) {
        let field = |column| self.header.field(record, column);
        let text = |column| Some(field(column)).filter(|text| !text.is_empty());
        let mut reasons = Vec::new();
        let name = [Column::FirstName, Column::LastName].into_iter().filter_map(text);
        let name = name.collect::<Vec<_>>().join(" ");
        let new = NewLead {
            // A list of people to call has a number for each: none at all is no number.
            phone: Some(field(Column::Phone).into()),
            name: Some(name).filter(|name| !name.is_empty()),
            source: text(Column::Source).map(Into::into),
            campaign: text(Column::Campaign).map(Into::into),
            tags: tags(field(Column::Tags)),
            status: noted("status", text(Column::Status).map(|own| self.status(own)), &mut reasons),
            owner: noted("owner", text(Column::Owner).map(|own| self.owner(own)), &mut reasons),
            branch: noted("branch", text(Column::Branch).map(BranchId::new), &mut reasons),
            department: noted(
                "department",
                text(Column::Department).map(DepartmentId::new),
                &mut reasons,
            ),
            captured_at: noted(
                "capturedAt",
                text(Column::CapturedAt).map(Timestamp::parse),
                &mut reasons,
            ),
            priority: text(Column::Priority).and_then(|own| {
                let number = own.parse().ok();
                if number.is_none() {
                    reasons.push(Reason::Priority(own.into()));
                }
                number.map(Priority::new)
            }),
            ..NewLead::new(id)
        };
        (new, reasons)
    }

    /// The status of this name, in any case, or of this id; of another the library says that there is none.
    fn status(&self, text: &str) -> Result<StatusId, Diagnostic> {
        let called = self.pipeline.statuses.iter().find(|own| is_same(&own.name, text));
        called.map_or_else(|| StatusId::new(text), |status| Ok(status.id.clone()))
    }

    /// The person of this name, in any case, or of this id; of another the library says that it knows none.
    fn owner(&self, text: &str) -> Result<AgentId, Diagnostic> {
        let named = |own: &&Agent| own.name.as_ref().is_some_and(|name| is_same(name, text));
        let person = self.people.iter().find(named);
        person.map_or_else(|| AgentId::new(text), |person| Ok(person.id.clone()))
    }
}

/// The value; a fault is put beside the others.
fn noted<T>(
    path: &str,
    read: Option<Result<T, Diagnostic>>,
    reasons: &mut Vec<Reason>,
) -> Option<T> {
    match read? {
        Ok(value) => Some(value),
        Err(fault) => {
            reasons.push(Reason::Rule(fault.at(path)));
            None
        }
    }
}

/// The tags between commas or semicolons, each once.
fn tags(text: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in text.split([',', ';']).map(str::trim).filter(|tag| !tag.is_empty()) {
        if !tags.iter().any(|own| own == tag) {
            tags.push(tag.into());
        }
    }
    tags
}

fn is_same(name: &str, text: &str) -> bool {
    name.to_lowercase() == text.to_lowercase()
}
