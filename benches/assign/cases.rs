//! The cases: what is measured, beside what, and with which target.

use std::{hint::black_box, path::Path, time::Duration};

use calliyo_benches::sure;
use calliyo_core::jobs::{
    NO_AGENT,
    assignment::{self, AssignmentPlan},
    explain::Explanation,
};

use crate::{
    Setting,
    company::{Company, Room, Size},
    greedy_heap,
    ours::Assignment,
    python::{self, Form},
    removal,
    table::{Table, Target},
    timing::contest,
    top_up,
};

/// A case measures and tells.
type Case = fn(&Setting, &mut Table);

/// What makes a company of a size.
type Maker = fn(Size, Room) -> Company;

/// Every case, by the name that asks for it alone.
pub(crate) const CASES: &[(&str, Case)] = &[
    ("in-order-tight", |setting, table| in_order(setting, table, Room::Tight)),
    ("in-order-slack", |setting, table| in_order(setting, table, Room::Slack)),
    ("shuffled-tight", |setting, table| shuffled(setting, table, Room::Tight)),
    ("shuffled-slack", |setting, table| shuffled(setting, table, Room::Slack)),
    ("branches-tight", |setting, table| branches(setting, table, Room::Tight)),
    ("branches-slack", |setting, table| branches(setting, table, Room::Slack)),
    ("previous-owners", previous_owners),
    ("previous-owners-in-teams", previous_owners_in_teams),
    ("one-owner", one_owner),
    ("growth-in-order", |setting, table| growth(setting, table, "in order", Company::in_order)),
    ("growth-shuffled", |setting, table| growth(setting, table, "shuffled", Company::shuffled)),
    ("top-up", top_up::measure),
    ("removal", removal::measure),
    ("explain", explain),
];

const DUCKDB: &str = "DuckDB";
const MAX_FLOW: &str = "OR-tools max-flow";
const LINEAR_PROGRAM: &str = "OR-tools linear program";

fn in_order(setting: &Setting, table: &mut Table, room: Room) {
    let size = setting.large();
    let company = Company::in_order(size, room);
    table.case(&format!("in order, {}", room.name()), size);
    let mut ours = Assignment::new(&company);
    let mut pass = OnePass::new(&company);
    let mut dealt = vec![0; size.leads];
    let mut placed_by_heap = 0;
    let mut forms = start(setting, table, DUCKDB, "duckdb_assignment.py", &company, &["by-row"]);
    let [time, one_pass, heap] = python::contest(
        setting.runs,
        [&mut || ours.run(), &mut || pass.run(), &mut || {
            placed_by_heap = greedy_heap::deal(&company, &mut dealt);
        }],
        &mut forms,
    );
    table.time("calliyo", &time);
    table.our_multiple("one pass", &time, &one_pass, Some(Target::AtMost(2.0)));
    table.peer("binary heap in Rust", &time, &heap, Some(Target::AtLeast(8.0)));
    // The one with window functions, which comes first.
    table.peers(&time, &forms, Some(Target::AtLeast(60.0)));
    let per_agent = 64 * size.agents + (1 << 20);
    table.memory(ours.peak, Some(Target::AtMost(per_agent as f64)));
    table.count("placed", ours.placed, None);
    table.count("placed by the binary heap", placed_by_heap, None);
    tell_placed(table, &forms);
    ours.tell_faults(table);
}

fn shuffled(setting: &Setting, table: &mut Table, room: Room) {
    let size = setting.large();
    let company = Company::shuffled(size, room);
    table.case(&format!("shuffled, {}", room.name()), size);
    let mut ours = Assignment::new(&company);
    let mut afresh = Assignment::new(&company);
    let mut pass = OnePass::new(&company);
    let order = ["by-priority"];
    let mut forms = start(setting, table, DUCKDB, "duckdb_assignment.py", &company, &order);
    let [time, time_afresh, one_pass] = python::contest(
        setting.runs,
        [&mut || ours.run(), &mut || afresh.run_afresh(), &mut || pass.run()],
        &mut forms,
    );
    table.time("calliyo", &time);
    table.our_multiple("calliyo in fresh memory", &time, &time_afresh, None);
    table.our_multiple("one pass", &time, &one_pass, Some(Target::AtMost(20.0)));
    table.peers(&time, &forms, Some(Target::AtLeast(8.0)));
    table.memory(ours.peak, Some(Target::AtMost(12.0 * size.leads as f64)));
    table.count("placed", ours.placed, None);
    tell_placed(table, &forms);
    ours.tell_faults(table);
}

fn branches(setting: &Setting, table: &mut Table, room: Room) {
    let size = setting.large();
    let company = Company::with_branches(size, room);
    let without = Company::shuffled(size, room);
    table.case(&format!("20 branches as scopes, shuffled, {}", room.name()), size);
    let mut ours = Assignment::new(&company);
    let mut ours_without = Assignment::new(&without);
    let mut pass = OnePass::new(&company);
    let [time, time_without, one_pass] =
        contest(setting.runs, [&mut || ours.run(), &mut || ours_without.run(), &mut || pass.run()]);
    table.time("calliyo", &time);
    let target = Some(Target::AtMost(1.3));
    table.our_multiple("calliyo without branches", &time, &time_without, target);
    table.our_multiple("one pass", &time, &one_pass, None);
    table.memory(ours.peak, None);
    table.count("placed", ours.placed, None);
    ours.tell_faults(table);
}

fn previous_owners(setting: &Setting, table: &mut Table) {
    let company = Company::with_previous_owners(size_with_previous_owners(setting));
    table.case("previous owners", company.size());
    beside_max_flow(setting, table, &company, "company", Some(Target::AtLeast(10.0)));
}

/// With teams as scopes there are so few classes that a flow over them takes no time beside one pass: the case is there for
/// the number of leads placed, which a greedy dealing misses.
fn previous_owners_in_teams(setting: &Setting, table: &mut Table) {
    let company = Company::with_worn_out_teams(size_with_previous_owners(setting));
    table.case("previous owners, teams as scopes", company.size());
    beside_max_flow(setting, table, &company, "team", None);
}

const fn size_with_previous_owners(setting: &Setting) -> Size {
    Size { leads: setting.leads / 100, agents: 200 }
}

fn beside_max_flow(
    setting: &Setting,
    table: &mut Table,
    company: &Company,
    scope: &str,
    target: Option<Target>,
) {
    let mut ours = Assignment::new(company);
    let mut pass = OnePass::new(company);
    let mut flows = start(setting, table, MAX_FLOW, "max_flow.py", company, &[scope]);
    let [time, one_pass] =
        python::contest(setting.runs, [&mut || ours.run(), &mut || pass.run()], &mut flows);
    table.time("calliyo", &time);
    table.our_multiple("one pass", &time, &one_pass, None);
    table.peers(&time, &flows, target);
    table.memory(ours.peak, None);
    let most = flows.first().map(|flow| Target::AtLeast(flow.number as f64));
    table.count("placed", ours.placed, most);
    ours.tell_faults(table);
}

fn one_owner(setting: &Setting, table: &mut Table) {
    let size = Size { leads: setting.leads / 10, agents: setting.agents };
    let company = Company::with_one_owner(size);
    table.case("one owner holds most of the stale leads", size);
    let mut ours = Assignment::new(&company);
    let mut pass = OnePass::new(&company);
    let mut dealt = vec![0; size.leads];
    let mut placed_by_heap = 0;
    let [time, one_pass, heap] = contest(
        setting.runs,
        [&mut || ours.run(), &mut || pass.run(), &mut || {
            placed_by_heap = greedy_heap::deal(&company, &mut dealt);
        }],
    );
    table.time("calliyo", &time);
    table.our_multiple("one pass", &time, &one_pass, Some(Target::AtMost(4.0)));
    table.peer("binary heap in Rust", &time, &heap, None);
    table.memory(ours.peak, None);
    let mut most = start(setting, table, LINEAR_PROGRAM, "most_placed.py", &company, &[]);
    for program in &mut most {
        program.run();
    }
    let target = most.first().map(|most| Target::AtLeast(most.number as f64));
    table.count("placed", ours.placed, target);
    table.count("placed by the binary heap", placed_by_heap, None);
    tell_placed(table, &most);
    ours.tell_faults(table);
}

/// The time per lead in a small company, in a large one, and in one with as many leads and few agents. They take turns, so
/// that none finds its columns in a cache: a host runs a job once, on columns that it has just filled or fetched.
fn growth(setting: &Setting, table: &mut Table, order: &str, company: Maker) {
    let large = setting.large();
    let small = Size { leads: large.leads / 100, agents: large.agents / 100 };
    let few_agents = Size { agents: 10, ..large };
    table.case(&format!("growth, {order}, tight"), large);
    let companies = [small, few_agents, large].map(|size| company(size, Room::Tight));
    let [mut own_small, mut own_few, mut own_large] = companies.each_ref().map(Assignment::new);
    let [mut pass_small, mut pass_few, mut pass_large] = companies.each_ref().map(OnePass::new);
    let [of_small, of_few, of_large] = contest(
        setting.runs,
        [&mut || own_small.run(), &mut || own_few.run(), &mut || own_large.run()],
    );
    let [one_small, one_few, one_large] = contest(
        setting.runs,
        [&mut || pass_small.run(), &mut || pass_few.run(), &mut || pass_large.run()],
    );
    let bound = Some(Target::AtMost(1.5));
    let (ours, pass) = ((&of_large, large.leads), (&one_large, large.leads));
    let from_small = format!("per lead, from {small}");
    table.growth(&from_small, (&of_small, small.leads), ours, bound);
    table.growth("  the same, one pass", (&one_small, small.leads), pass, None);
    let from_few = format!("per lead, from {few_agents}");
    table.growth(&from_few, (&of_few, large.leads), ours, bound);
    table.growth("  the same, one pass", (&one_few, large.leads), pass, None);
}

/// One pass over a company, and where it writes to.
struct OnePass<'a> {
    company: &'a Company,
    agent_of: Vec<u32>,
}

impl<'a> OnePass<'a> {
    fn new(company: &'a Company) -> Self {
        Self { company, agent_of: vec![0; company.size().leads] }
    }

    fn run(&mut self) {
        self.company.one_pass(&mut self.agent_of);
    }
}

/// The forms of a peer, which read the columns of the company.
fn start(
    setting: &Setting,
    table: &mut Table,
    peer: &str,
    script: &str,
    company: &Company,
    arguments: &[&str],
) -> Vec<Form> {
    let write = |folder: &Path| company.write(folder);
    python::start(setting.python.as_ref(), table, (peer, script), write, arguments)
}

fn tell_placed(table: &mut Table, forms: &[Form]) {
    for form in forms {
        table.count(&format!("placed by {}", form.name), form.number, None);
    }
}

/// Of a lead that is not placed, as its explanation is the longest: every agent has something against it.
fn explain(setting: &Setting, table: &mut Table) {
    let size = Size { leads: setting.leads / 100, agents: setting.agents };
    let company = Company::in_order(size, Room::Tight);
    table.case("explaining one lead", size);
    let (leads, agents) = (company.leads(), company.agents.columns());
    let plan = sure(assignment::plan(&leads, &agents, &company.rules));
    let Some(row) = plan.agent_of.iter().position(|agent| *agent == NO_AGENT) else {
        table.skipped("calliyo", "every lead is placed");
        return;
    };
    let explanation = || {
        let AssignmentPlan { agent_of, reason, outcome } = &plan;
        let rules = &company.rules;
        sure(Explanation::of_assignment(&leads, &agents, rules, agent_of, reason, outcome))
    };
    let [sentence, every_agent, every_sentence] = contest(
        setting.runs,
        [
            &mut || {
                let lead = sure(explanation().lead(row));
                black_box((lead.finding("nobody").message(), lead.agents));
            },
            &mut || {
                let explanation = explanation();
                black_box(sure(explanation.agents(row)).collect::<Vec<_>>());
            },
            &mut || {
                for (_, reason) in sure(explanation().agents(row)) {
                    black_box(reason.sentence("agent"));
                }
            },
        ],
    );
    table.no_longer_than("the sentence", &sentence, Duration::from_micros(100));
    table.no_longer_than("every agent's reason", &every_agent, Duration::from_millis(1));
    table.no_longer_than("every agent's sentence", &every_sentence, Duration::from_millis(1));
}
