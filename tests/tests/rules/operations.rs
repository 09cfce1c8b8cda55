//! The table of operations beside what the crate offers: nothing that a host needs is forgotten.

use std::{collections::BTreeSet, fs, path::Path};

use calliyo_core::wire::OPERATIONS;

/// What no operation asks, and why.
const NOT_ASKED: &[(&str, &str)] = &[
    ("Engine::policy", "the host made the engine from it"),
    ("Engine::time", "its methods are asked one by one"),
    ("Engine::zone", "its methods are asked one by one"),
    ("Engine::on_behalf_of", "a request names its `actor`"),
    ("Engine::is_overdue", "an agenda tells it"),
    ("Engine::is_due_today", "an agenda tells it"),
    ("Engine::is_in_queue", "a queue tells it"),
    ("Engine::blocks", "columns have it as a flag, and runs over records ask it of each lead"),
    ("Engine::move_facts", "`transitions` tells what its number is good for"),
    ("Engine::move_table", "`transitions` tells what it answers"),
    ("Engine::conversion", "`conversionReport` tells it, by two dimensions too"),
    ("Engine::customers", "`customers` asks it on behalf of its `actor`"),
    ("OnBehalfOf::conversion", "`conversionReport` tells it, by two dimensions too"),
    ("OnBehalfOf::call_counts", "`callReport` tells them"),
    ("OnBehalfOf::missed_call_rate", "`callReport` tells it, where it is asked for"),
    ("Engine::removal_rules", "columns are no JSON"),
    ("Engine::assignment_rules", "columns are no JSON"),
    ("Engine::top_up_rules", "columns are no JSON"),
    ("Engine::call_table", "columns are no JSON"),
    ("Engine::coverage_table", "columns are no JSON"),
    ("Engine::follow_up_table", "columns are no JSON"),
    ("Engine::lead_figures", "columns are no JSON"),
    ("Engine::status_times", "columns are no JSON"),
];

/// Every file of the crate, as text.
fn sources(folder: &Path) -> Vec<String> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            texts.extend(sources(&path));
        } else {
            texts.push(fs::read_to_string(&path).expect("UTF-8"));
        }
    }
    texts
}

/// The public functions of the engine and of its guarded form.
fn functions() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../calliyo-core/src");
    let mut found = BTreeSet::new();
    for text in sources(&folder) {
        let mut of = None;
        for line in text.lines() {
            match line {
                "impl Engine {" => of = Some("Engine"),
                "impl<'a> OnBehalfOf<'a> {" => of = Some("OnBehalfOf"),
                "}" => of = None,
                _ => {}
            }
            let name = line
                .strip_prefix("    pub fn ")
                .or_else(|| line.strip_prefix("    pub const fn "))
                .and_then(|rest| rest.split(['(', '<']).next());
            if let Some((of, name)) = of.zip(name) {
                found.insert(format!("{of}::{name}"));
            }
        }
    }
    found
}

/// K1: a host in another language reaches every function of the engine, but for those that are listed with a reason
#[test]
fn every_function_of_the_engine_is_asked_by_an_operation() {
    let functions = functions();
    assert!(functions.len() > 60, "{}", functions.len());
    let asked: BTreeSet<&str> = OPERATIONS.iter().flat_map(|own| own.about.core).copied().collect();
    let left_out: BTreeSet<&str> = NOT_ASKED.iter().map(|(name, _)| *name).collect();
    let forgotten: Vec<_> = functions
        .iter()
        .filter(|name| !asked.contains(name.as_str()) && !left_out.contains(name.as_str()))
        .collect();
    assert_eq!(forgotten, Vec::<&String>::new());
    let gone: Vec<_> = left_out.iter().filter(|name| !functions.contains(**name)).collect();
    assert_eq!(gone, Vec::<&&str>::new(), "listed, but not there");
    let both: Vec<_> = left_out.intersection(&asked).collect();
    assert_eq!(both, Vec::<&&str>::new(), "listed as not asked, but asked");
    let of_engine = |name: &&&str| name.starts_with("Engine::") || name.starts_with("OnBehalfOf::");
    let unknown: Vec<_> =
        asked.iter().filter(of_engine).filter(|name| !functions.contains(**name)).collect();
    assert_eq!(unknown, Vec::<&&str>::new(), "asked, but not there");
}

/// K1: what is told of an operation can be read: a summary in a line, rules that the book has, a version
#[test]
fn operations_are_described() {
    let book = include_str!("../../../docs/rules.md");
    for operation in OPERATIONS {
        let about = operation.about;
        assert!(!about.summary.is_empty() && !about.summary.ends_with('.'), "{}", about.name);
        assert!(!about.rules.is_empty() && !about.core.is_empty(), "{}", about.name);
        assert_eq!(about.since.split('.').count(), 3, "{}", about.name);
        for rule in about.rules {
            assert!(book.contains(&format!("- **{rule}** ")), "{}: {rule}", about.name);
        }
    }
}
