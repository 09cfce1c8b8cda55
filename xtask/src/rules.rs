//! The table of rules and their tests, made from `docs/rules.md` and the tests themselves.
//!
//! A rule is a list item of `docs/rules.md` that starts with its number, `- **L6** …`; the line of one that is still to
//! come ends with `*(planned)*`. A test names the rules it shows in its doc comment, `/// L6, F6: …`; a conformance vector
//! names them in its file `rules`.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use crate::{
    Error,
    workspace::{read, root, write as write_file},
};

/// A rule of the rule book.
#[derive(Debug, PartialEq, Eq)]
struct Rule {
    number: String,
    planned: bool,
}

/// A test and a rule that it shows. A vector is a test, and the folder of all vectors its file.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Mention {
    rule: String,
    /// Relative to the root.
    file: String,
    test: String,
}

/// Writes the table.
pub(crate) fn write() -> Result<bool, Error> {
    let (rules, mentions) = (rules()?, mentions()?);
    write_file(&committed(), &table(&rules, &mentions))?;
    agreed(&rules, &mentions)
}

/// Whether every rule has a test, and the committed table is the one that would be written now.
pub(crate) fn check() -> Result<bool, Error> {
    let (rules, mentions) = (rules()?, mentions()?);
    agreed(&rules, &mentions)?;
    if read(&committed())? != table(&rules, &mentions) {
        return Err("docs/rule-tests.md is out of date: run `cargo xtask rules`".into());
    }
    Ok(true)
}

fn committed() -> PathBuf {
    root().join("docs/rule-tests.md")
}

/// An error that lists every rule without a test, and every test of a rule that the book does not have.
fn agreed(rules: &[Rule], mentions: &[Mention]) -> Result<bool, Error> {
    let untested = rules
        .iter()
        .filter(|rule| !rule.planned && mentions.iter().all(|mention| mention.rule != rule.number))
        .map(|rule| format!("no test names the rule {}", rule.number));
    let unknown = mentions
        .iter()
        .filter(|mention| rules.iter().all(|rule| rule.number != mention.rule))
        .map(|mention| {
            format!("{}: {} names {}, which is no rule", mention.file, mention.test, mention.rule)
        });
    let faults: Vec<String> = untested.chain(unknown).collect();
    if faults.is_empty() { Ok(true) } else { Err(faults.join("\n").into()) }
}

fn table(rules: &[Rule], mentions: &[Mention]) -> String {
    let mut by_rule: BTreeMap<&str, Vec<&Mention>> = BTreeMap::new();
    for mention in mentions {
        by_rule.entry(&mention.rule).or_default().push(mention);
    }
    let mut text = String::from(
        "# Rules and their tests\n\n\
         Written by `cargo xtask rules`; do not edit. The rules themselves are in [rules.md](rules.md).\n\n\
         | Rule | Tests | Where |\n\
         |------|------:|-------|\n",
    );
    for rule in rules {
        let tests = by_rule.get(rule.number.as_str()).map_or(&[][..], Vec::as_slice);
        let links: Vec<String> = tests
            .iter()
            .map(|mention| format!("[{file}](../{file}): {}", mention.test, file = mention.file))
            .collect();
        let planned = if rule.planned { " *(planned)*" } else { "" };
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "| {}{planned} | {} | {} |",
            rule.number,
            tests.len(),
            links.join("<br>")
        );
    }
    text
}

fn rules() -> Result<Vec<Rule>, Error> {
    let rules = rules_of(&read(&root().join("docs/rules.md"))?);
    if rules.is_empty() {
        return Err("docs/rules.md lists no rule".into());
    }
    Ok(rules)
}

fn rules_of(book: &str) -> Vec<Rule> {
    book.lines()
        .filter_map(|line| {
            let (number, _) = line.strip_prefix("- **")?.split_once("**")?;
            is_number(number).then(|| Rule {
                number: number.to_owned(),
                planned: line.trim_end().ends_with("*(planned)*"),
            })
        })
        .collect()
}

/// A letter and digits: `L6`.
fn is_number(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(|first: char| first.is_ascii_uppercase()) else {
        return false;
    };
    let digits = rest.trim_end_matches(|last: char| last.is_ascii_lowercase());
    rest.len() - digits.len() <= 1 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// What the tests and the vectors of the whole repository name, ordered by rule, file and test.
fn mentions() -> Result<Vec<Mention>, Error> {
    let mut mentions = Vec::new();
    for folder in children(&root())? {
        let name = name_of(&folder);
        let has_tests = name.starts_with("calliyo-") || name == "tests" || name == "examples";
        if has_tests && folder.is_dir() {
            collect(&folder, &mut mentions)?;
        }
    }
    mentions.sort();
    Ok(mentions)
}

fn collect(folder: &Path, mentions: &mut Vec<Mention>) -> Result<(), Error> {
    for path in children(folder)? {
        let name = name_of(&path);
        if path.is_dir() {
            collect(&path, mentions)?;
        } else if name.ends_with(".rs") {
            for (rule, test) in rules_in_source(&read(&path)?) {
                mentions.push(Mention { rule, file: relative(&path), test });
            }
        } else if name == "rules" {
            for rule in read(&path)?.split_whitespace() {
                mentions.push(Mention {
                    rule: rule.to_owned(),
                    file: relative(folder.parent().unwrap_or(folder)),
                    test: name_of(folder),
                });
            }
        }
    }
    Ok(())
}

/// The rules that the tests of a Rust file name, each with the test's name.
///
/// Doc comments and attributes stand above their function; anything else between them belongs to no test.
fn rules_in_source(source: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rules = Vec::new();
    let mut is_test = false;
    for line in source.lines().map(str::trim) {
        if let Some(comment) = line.strip_prefix("/// ") {
            rules.extend(rules_of_comment(comment));
        } else if line == "#[test]" {
            is_test = true;
        } else if !line.starts_with("#[") && !line.starts_with("//") {
            if let Some(function) = line.strip_prefix("fn ").filter(|_| is_test) {
                let name = function.split(['(', '<']).next().unwrap_or(function);
                found.extend(rules.drain(..).map(|rule: &str| (rule.to_owned(), name.to_owned())));
            }
            rules.clear();
            is_test = false;
        }
    }
    found
}

/// `L6, F6: what is shown`
fn rules_of_comment(comment: &str) -> Vec<&str> {
    let numbers: Vec<&str> = comment
        .split_once(": ")
        .map_or_else(Vec::new, |(numbers, _)| numbers.split(", ").collect());
    if numbers.iter().all(|number| is_number(number)) { numbers } else { Vec::new() }
}

fn children(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        paths.push(entry?.path());
    }
    Ok(paths)
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mention(rule: &str, test: &str) -> Mention {
        Mention { rule: rule.to_owned(), file: "tests/a.rs".to_owned(), test: test.to_owned() }
    }

    fn rule(number: &str, planned: bool) -> Rule {
        Rule { number: number.to_owned(), planned }
    }

    #[test]
    fn a_list_item_that_starts_with_a_number_is_a_rule() {
        let book = "# Rules\n- **L6** Assigning moves a lead.\n  More **L7** text.\n- **Note** this\n\
                    - **F12** Slots. *(planned)*\n";
        assert_eq!(rules_of(book), [rule("L6", false), rule("F12", true)]);
    }

    #[test]
    fn a_number_is_a_letter_with_digits_and_maybe_a_small_letter() {
        for number in ["E", "L6", "F12", "A5b"] {
            assert!(is_number(number), "{number}");
        }
        for word in ["", "l6", "Note", "L6bc", "6", "LL6"] {
            assert!(!is_number(word), "{word}");
        }
    }

    #[test]
    fn a_doc_comment_names_the_rules_of_the_test_below_it() {
        let source = "
            /// L6, F6: unassigning expires follow-ups.
            ///
            /// More about it.
            #[test]
            fn unassigning_expires() {}

            proptest! {
                #[test]
                /// A3: nobody passes the cap.
                fn no_cap_is_passed(leads in leads()) {}
            }
        ";
        let pair = |rule: &str, test: &str| (rule.to_owned(), test.to_owned());
        assert_eq!(
            rules_in_source(source),
            [
                pair("L6", "unassigning_expires"),
                pair("F6", "unassigning_expires"),
                pair("A3", "no_cap_is_passed"),
            ]
        );
    }

    #[test]
    fn what_is_no_test_shows_no_rule() {
        let source = "
            /// L6: assigns a lead.
            fn assign() {}
            /// Note: L6 is shown elsewhere.
            #[test]
            fn something_else() {}
        ";
        assert_eq!(rules_in_source(source), []);
    }

    #[test]
    fn a_rule_without_a_test_is_a_fault_unless_it_is_planned() {
        let rules = [rule("L6", false), rule("L7", false), rule("L8", true)];
        let faults = agreed(&rules, &[mention("L6", "a")]).map_err(|error| error.to_string());
        assert_eq!(faults, Err("no test names the rule L7".to_owned()));
    }

    #[test]
    fn a_test_of_an_unknown_rule_is_a_fault() {
        let faults = agreed(&[], &[mention("Z9", "a")]).map_err(|error| error.to_string());
        assert_eq!(faults, Err("tests/a.rs: a names Z9, which is no rule".to_owned()));
    }

    #[test]
    fn the_table_follows_the_order_of_the_book() {
        let rules = [rule("P1", true), rule("L6", false)];
        let text = table(&rules, &[mention("L6", "a"), mention("L6", "b")]);
        assert!(text.ends_with(
            "| P1 *(planned)* | 0 |  |\n\
             | L6 | 2 | [tests/a.rs](../tests/a.rs): a<br>[tests/a.rs](../tests/a.rs): b |\n"
        ));
    }
}
