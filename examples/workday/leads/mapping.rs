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
            phone: Some(field(Column::Phone)),
            name: Some(name).filter(|name| !name.is_empty()),
            source: text(Column::Source),
            campaign: text(Column::Campaign),
            tags: tags(&field(Column::Tags)),
            status: noted(
                "status",
                text(Column::Status).map(|own| self.status(&own)),
                &mut reasons,
            ),
            owner: noted("owner", text(Column::Owner).map(|own| self.owner(&own)), &mut reasons),
            branch: noted(
                "branch",
                text(Column::Branch).map(|own| BranchId::new(&own)),
                &mut reasons,
            ),
            department: noted(
                "department",
                text(Column::Department).map(|own| DepartmentId::new(&own)),
                &mut reasons,
            ),
            captured_at: noted(
                "capturedAt",
                text(Column::CapturedAt).map(|own| Timestamp::parse(&own)),
                &mut reasons,
            ),
            priority: text(Column::Priority).and_then(|own| {
                let number = own.parse().ok();
                if number.is_none() {
                    reasons.push(Reason::Priority(own));
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

#[cfg(test)]
mod tests {
    use calliyo_core::{Engine, policy::Policy};

    use super::{super::file, *};

    /// The leads of a file with this header and these rows, each with the paths of what makes no sense.
    fn mapped(text: &str) -> Vec<(NewLead, Vec<String>)> {
        let engine = Engine::new(Policy::default()).unwrap();
        let people = crate::company::people().unwrap();
        let sheet = file::sheet(text.as_bytes()).unwrap();
        let pipeline = &engine.policy().pipeline;
        let mapping = Mapping { header: &sheet.header, pipeline, people: &people };
        let records = sheet.rows.iter().map(|row| row.record.as_ref().unwrap());
        let lead = |record| mapping.lead(LeadId::new("lead").unwrap(), record);
        let codes = |reasons: Vec<Reason>| reasons.iter().map(|own| own.code().into()).collect();
        records.map(lead).map(|(new, reasons)| (new, codes(reasons))).collect()
    }

    #[test]
    fn statuses_and_owners_go_by_name_or_id() {
        let rows = "Phone,LastName,Status,Owner\n\
                    1,a,NOT interested,PRIYA Nair\n\
                    1,a,notInterested,priya.nair\n\
                    1,a,Sleeping,nobody\n\
                    1,a,,\n";
        let named = |(new, reasons): (NewLead, Vec<String>)| {
            assert!(reasons.is_empty(), "{reasons:?}");
            (new.status.map(|own| own.to_string()), new.owner.map(|own| own.to_string()))
        };
        let found: Vec<_> = mapped(rows).into_iter().map(named).collect();
        let both = |status: &str, owner: &str| (Some(status.to_owned()), Some(owner.to_owned()));
        let priya = both("notInterested", "priya.nair");
        assert_eq!(found, [priya.clone(), priya, both("Sleeping", "nobody"), (None, None)]);
    }

    #[test]
    fn a_row_becomes_a_lead_with_all_that_it_says() {
        let rows = "FirstName,LastName,Phone,Tags,Source,Campaign,Branch,Department,Priority,CapturedAt\n\
                    Asha,Rao,98765 00001,\"hot, nri;;hot\",Website,May,pune,life,-3,2026-04-28T09:30:00+05:30\n\
                    , Rao ,,,,,,,,\n";
        let leads = mapped(rows);
        let first = NewLead {
            name: Some("Asha Rao".into()),
            phone: Some("98765 00001".into()),
            tags: vec!["hot".into(), "nri".into()],
            source: Some("Website".into()),
            campaign: Some("May".into()),
            branch: Some(BranchId::new("pune").unwrap()),
            department: Some(DepartmentId::new("life").unwrap()),
            priority: Some(Priority::new(-3)),
            captured_at: Some(Timestamp::parse("2026-04-28T04:00:00Z").unwrap()),
            ..NewLead::new(LeadId::new("lead").unwrap())
        };
        assert_eq!(leads[0], (first, Vec::new()));
        let (second, _) = &leads[1];
        assert_eq!((second.name.as_deref(), second.phone.as_deref()), (Some("Rao"), Some("")));
    }

    #[test]
    fn all_that_makes_no_sense_is_told_at_once() {
        let long = "x".repeat(201);
        let rows = format!(
            "Phone,LastName,Priority,CapturedAt,Branch,Status\n1,a,high,soon,{long},{long}\n"
        );
        let (new, reasons) = mapped(&rows).remove(0);
        assert!(new.priority.is_none() && new.branch.is_none() && new.status.is_none());
        assert_eq!(
            reasons,
            ["id.malformed", "id.malformed", "time.malformed", "row.priority_malformed"]
        );
    }
}
