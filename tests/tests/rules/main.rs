//! The tests of what the core offers, as one program: it is linked once, and a long test runs beside those of other files.

mod calendar_rules;
mod calls;
mod can_move;
mod capture;
mod codes;
mod columns;
mod conversion;
mod explanations;
mod figures;
mod follow_ups;
mod forms;
mod jobs;
mod lead_moves;
mod operations;
mod partial_knowledge;
mod permissions;
mod pipeline;
mod policy_changes;
mod reports;
mod settings_and_people;
mod support;
mod views;
mod wire;
