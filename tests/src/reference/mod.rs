//! What auto-assignment and top-up must come to, worked out a second time and in another way (rules A1 to A8, A5b, C13,
//! T1 to T4).
//!
//! The library and this model share the columns that go in and the reasons that come out, and no algorithm. Where the
//! library has to be fast, the model only has to be right:
//!
//! - [`company`] has leads and agents as plain records, makes columns of them for the library, and says who matches a
//!   lead.
//! - [`assignment`] and [`top_up`] say what the plan of a run must be: which leads take part and in which order, who gets
//!   how many, who gets what where that is fixed, why the others stay, and the counters.
//! - [`problem`] is what remains without a CRM: leads in order, the agents that match each, the place that it frees, and
//!   how many each agent may take.
//! - Three solvers answer it. [`exhaustive`] looks at every set of leads and at every way to share them out. [`flow`]
//!   handles companies of a thousand leads with a circulation of least cost, where nobody is above the cap.
//!   [`every_plan`] writes down all plans of a tiny company. They are compared with each other too.
//! - [`cases`] makes random companies, the same on every machine; [`comparison`] puts the library beside the model, and
//!   makes a case smaller in which they differ.
//!
//! Beside them [`report`] counts calls row by row, and [`lead_report`] leads and follow-ups.
//!
//! # Why it is right
//!
//! Once the set of placed leads is given, everything that makes places is known: which leads leave, and so how many each
//! agent may take. What is left is to hand the placed leads out, each to an agent who matches. By Hall's theorem that can
//! be done if, and only if, for every set of agents the leads that match nobody outside the set are no more than its
//! agents may take. The theorem needs no search, so that all sets of leads can be tried, from the best down. In the same
//! way it says which numbers of leads the agents may get, so that all of these can be tried too, and the fairest taken.
//! It also says, while leads are dealt, whether the rest can still be dealt.

pub mod assignment;
pub mod cases;
pub mod company;
pub mod comparison;
pub mod every_plan;
pub mod exhaustive;
pub mod flow;
pub mod history_report;
pub mod lead_report;
pub mod problem;
pub mod report;
pub mod top_up;

/// A number of leads or agents; there are few.
fn count(number: usize) -> u32 {
    u32::try_from(number).expect("few leads and agents")
}
