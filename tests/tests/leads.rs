//! The main command on files of leads: what comes in, what does not and why, and files that it cannot use.

use std::{
    fs,
    path::{Path, PathBuf},
};

use calliyo_core::lead::{Change, Event};
use calliyo_tests::{
    program::{each_line, run},
    random::Random,
};
use serde_json::{Value, json};

/// The rows of the large file.
const ROWS: u32 = 100_000;

const HEADER: &str =
    "\u{feff}firstname, LastName ,PHONE,Email,Status,Tags,Priority,Owner,Company\r\n";

/// A file of leads, and what is known of it because it was made so.
struct Made {
    text: Vec<u8>,
    /// The line on which the next row begins.
    line: u64,
    random: Random,
    good: Vec<Good>,
    /// The rows that do not come in, as they are printed but for the words: line, fate, codes and whom they name.
    bad: Vec<Value>,
}

/// A row that comes in.
#[derive(Debug, PartialEq, Eq)]
struct Good {
    lead: String,
    name: String,
    /// The number in its stored form.
    phone: String,
    tags: Vec<String>,
    owner: Option<String>,
}

/// The fields of a row, as they stand in the file.
struct Fields {
    first_name: String,
    last_name: &'static str,
    phone: String,
    status: &'static str,
    tags: &'static str,
    priority: &'static str,
    owner: &'static str,
}

impl Made {
    fn new(seed: u64) -> Self {
        let random = Random::new(seed);
        Self { text: HEADER.into(), line: 2, random, good: Vec::new(), bad: Vec::new() }
    }

    /// A file of so many rows, of which so many of a thousand are bad.
    fn of(rows: u32, bad: u32) -> Self {
        let mut made = Self::new(20_260_430);
        for number in 0..rows {
            if made.good.is_empty() || made.random.below(1000) >= bad {
                made.add_good(number);
            } else {
                made.add_bad(number);
            }
        }
        made
    }

    fn fields(&mut self, number: u32) -> Fields {
        let first_name = self.random.word(&["Asha", "Ravi", "Zoë", "राहुल", "D'Arcy"]);
        Fields {
            first_name: first_name.into(),
            last_name: self.random.word(&["Rao", "Das", "", "Khan"]),
            phone: self.typed(&national(number)),
            status: self.random.word(&["", "", "Unassigned", "UNASSIGNED "]),
            tags: self.random.word(&["", "hot", "\"hot, nri\"", "nri; hot;nri"]),
            priority: self.random.word(&["", "1", "7"]),
            owner: "",
        }
    }

    /// A number as one of the ways in which people type it.
    fn typed(&mut self, national: &str) -> String {
        let (front, back) = national.split_at(5);
        match self.random.below(4) {
            0 => national.into(),
            1 => format!("0{front}-{back}"),
            2 => format!("+91 ({front}) {back}"),
            _ => format!("0091{front}.{back}"),
        }
    }

    fn add_good(&mut self, number: u32) {
        let mut fields = self.fields(number);
        let mut owner = None;
        if self.random.one_in(500) {
            (fields.status, fields.owner) = (" interested", "PRIYA nair");
            owner = Some("priya.nair".to_owned());
        }
        let mut name = fields.first_name.clone();
        if self.random.one_in(300) {
            fields.first_name = "\"Asha\r\n\"\"A\"\", senior\"".into();
            name = "Asha \"A\", senior".into();
        }
        if !fields.last_name.is_empty() {
            name = format!("{name} {}", fields.last_name);
        }
        let tags = match fields.tags {
            "" => &[][..],
            "hot" => &["hot"],
            "\"hot, nri\"" => &["hot", "nri"],
            _ => &["nri", "hot"],
        };
        self.good.push(Good {
            lead: format!("line-{:06}", self.line),
            name,
            phone: format!("+91{}", national(number)),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            owner,
        });
        self.write(&fields);
    }

    fn add_bad(&mut self, number: u32) {
        let mut fields = self.fields(number);
        let codes = match self.random.below(13) {
            0 => {
                fields.phone =
                    self.random.word(&["", "12", "98765 four", "+1234567890123456"]).into();
                &["phone.invalid"][..]
            }
            1 => {
                fields.status = "Sleeping";
                &["status.unknown"]
            }
            2 => {
                fields.first_name = "x".repeat(201);
                &["text.too_long"]
            }
            3 => {
                fields.priority = "high";
                &["row.priority_malformed"]
            }
            4 => {
                fields.status = "Not Picked";
                &["status.needs_owner"]
            }
            5 => {
                (fields.status, fields.owner) = ("", "nobody");
                &["agent.unknown"]
            }
            6 => {
                (fields.status, fields.phone) = ("Sleeping", "12".into());
                &["status.unknown", "phone.invalid"]
            }
            7 => {
                (fields.priority, fields.phone) = ("high", "12".into());
                &["row.priority_malformed", "phone.invalid"]
            }
            8 | 9 => return self.add_duplicate(fields),
            other => return self.add_unreadable(other, &fields),
        };
        self.note("error", codes, None);
        self.write(&fields);
    }

    /// The number of a row further up, typed in some other way maybe.
    fn add_duplicate(&mut self, mut fields: Fields) {
        let count = u32::try_from(self.good.len()).expect("few rows");
        let first = &self.good[self.random.below(count) as usize];
        let (lead, phone) = (first.lead.clone(), first.phone.clone());
        fields.phone = self.typed(&phone[3..]);
        self.note("skipped", &["lead.duplicate_phone"], Some(&lead));
        self.write(&fields);
    }

    fn add_unreadable(&mut self, kind: u32, fields: &Fields) {
        let phone = &fields.phone;
        let (code, text): (_, Vec<u8>) = match kind {
            10 => ("row.wrong_length", format!("Asha,Rao,{phone}").into()),
            11 => ("row.not_text", [b"Asha,R\xe4o,", phone.as_bytes(), b",,,,,,"].concat()),
            _ if self.random.one_in(2) => ("row.blank", Vec::new()),
            _ => ("row.cut_off", format!("Asha,\"Rao,{phone},,,,,,").into()),
        };
        self.note("error", &[code], None);
        self.text.extend(text);
        self.end_line();
    }

    fn note(&mut self, fate: &str, codes: &[&str], named: Option<&str>) {
        self.bad.push(json!({ "line": self.line, "fate": fate, "codes": codes, "named": named }));
    }

    fn write(&mut self, fields: &Fields) {
        let Fields { first_name, last_name, phone, status, tags, priority, owner } = fields;
        let row = format!(
            "{first_name},{last_name}, {phone},a@b.example,{status},{tags},{priority},{owner},Acme"
        );
        self.line += u64::try_from(row.matches('\n').count()).expect("few lines");
        self.text.extend(row.as_bytes());
        self.end_line();
    }

    fn end_line(&mut self) {
        self.text.extend(b"\r\n");
        self.line += 1;
    }
}

/// The ten digits of the number of a row; no two rows share them.
fn national(number: u32) -> String {
    format!("98{number:08}")
}

/// A file with this text, in the folder that cargo keeps for tests.
fn file_with(name: &str, text: &[u8]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, text).expect("the folder for tests can be written to");
    path
}

/// What a run printed as JSON.
#[derive(Default)]
struct Printed {
    imported: Vec<Good>,
    left_out: Vec<Value>,
    import: Value,
    day: Value,
}

impl Printed {
    fn by(file: &Path) -> Self {
        let mut printed = Self::default();
        let arguments = ["--leads", &file.to_string_lossy(), "--json"];
        each_line(&arguments, |line| printed.take(&line));
        printed
    }

    fn take(&mut self, line: &str) {
        let read = || -> Value { serde_json::from_str(line).expect("a line is JSON") };
        if line.starts_with(r#"{"type":"row""#) {
            self.left_out.push(shortened(&read()));
        } else if line.starts_with(r#"{"type":"import""#) {
            self.import = read();
        } else if line.starts_with(r#"{"type":"day""#) {
            self.day = read();
        } else if line.starts_with(r#"{"type":"event""#) {
            #[derive(serde::Deserialize)]
            struct Line {
                event: Event,
            }
            let Line { event } = serde_json::from_str(line).expect("an event reads back");
            self.remember(event);
        }
    }

    fn remember(&mut self, event: Event) {
        match event.change {
            Change::LeadCreated { record } => self.imported.push(Good {
                lead: record.id.to_string(),
                name: record.name.clone().unwrap_or_default(),
                phone: record.phone.clone().unwrap_or_default(),
                tags: record.tags.clone(),
                owner: None,
            }),
            // The events of a row stand together; those of the day come after the import.
            Change::LeadAssigned { to, .. } if self.import.is_null() => {
                let last =
                    self.imported.last_mut().expect("a lead is created before it is assigned");
                last.owner = Some(to.to_string());
            }
            _ => {}
        }
    }
}

/// A row that did not come in, but for its words.
fn shortened(row: &Value) -> Value {
    let reasons = row["reasons"].as_array().expect("reasons are listed");
    let worded = |reason: &Value| reason["message"].as_str().is_some_and(|text| !text.is_empty());
    assert!(!reasons.is_empty() && reasons.iter().all(worded), "{row}");
    let codes: Vec<&Value> = reasons.iter().map(|reason| &reason["code"]).collect();
    let named = &reasons[0]["params"]["lead"];
    json!({ "line": row["line"], "fate": row["fate"], "codes": codes, "named": named })
}

/// G4, D2: of 100,000 rows every one comes in or is told with its line and all reasons, and the counts say so
#[test]
fn a_large_file_with_bad_rows_is_imported_and_nothing_is_lost() {
    let made = Made::of(ROWS, 30);
    let printed = Printed::by(&file_with("leads.csv", &made.text));

    for (wanted, found) in made.bad.iter().zip(&printed.left_out) {
        assert_eq!(found, wanted);
    }
    for (wanted, found) in made.good.iter().zip(&printed.imported) {
        assert_eq!(found, wanted);
    }
    let (imported, left_out) = (made.good.len(), made.bad.len());
    assert_eq!((printed.imported.len(), printed.left_out.len()), (imported, left_out));
    let skipped = made.bad.iter().filter(|row| row["fate"] == "skipped").count();
    let errors = left_out - skipped;
    assert!(skipped > 300 && errors > 2_000, "{skipped} and {errors} are few of {ROWS}");
    let line = format!("{imported} leads imported, {skipped} skipped (duplicate), {errors} errors");
    assert_eq!(
        printed.import,
        json!({
            "type": "import", "file": "leads.csv", "rows": ROWS,
            "imported": imported, "skipped": skipped, "errors": errors, "line": line,
            "columnsLeftOut": ["Email", "Company"],
        })
    );

    let day = &printed.day;
    assert_eq!(day["captured"], imported);
    let funnel = day["funnel"].as_array().expect("a funnel");
    let leads: u64 = funnel.iter().filter_map(|row| row["leads"].as_u64()).sum();
    assert_eq!(leads, u64::try_from(imported).expect("few leads"));
    assert!(day["runs"][1]["outcome"]["moved"].as_u64() > Some(0), "{}", day["runs"]);
    assert!(day["calls"]["calls"].as_u64() > Some(0), "{}", day["calls"]);
}

/// G4: a person reads the line of counts, the columns that were left out, the first bad rows, and the day
#[test]
fn a_small_file_is_told_in_words() {
    let text = "Phone,LastName,Mood\n98765 00001,Rao,good\n98765-00001,Das,\n12,Khan,\n\n";
    let file = file_with("small.csv", text.as_bytes());
    let output = run(&["--leads", &file.to_string_lossy()]);
    let (told, stderr) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{stderr}");
    let mut lines = told.lines().skip(1);
    for wanted in [
        "1 lead imported, 1 skipped (duplicate), 2 errors",
        "  column left out, since a lead has no such field: `Mood`",
        "  line 3: skipped: lead.duplicate_phone, the lead `line-000002` has this phone number already",
        "  line 4: error: phone.invalid, `12` is not a phone number of 8 to 15 digits",
        "  line 5: error: row.blank, the row is blank",
    ] {
        assert_eq!(lines.next(), Some(wanted));
    }
    assert!(told.contains("1 lead assigned across 1 agent."), "{told}");
    assert!(told.lines().all(|line| line.chars().count() <= 100), "{told}");
}

/// G4, L2: the import has a day, and no lead was captured after it
#[test]
fn a_file_is_imported_on_its_day() {
    let text = "Phone,LastName,CapturedAt\n98765 00001,Rao,2026-11-20T18:00:00+05:30\n";
    let file = file_with("day.csv", text.as_bytes());
    let told = |more: &[&str]| {
        let file = file.to_string_lossy();
        let output = run(&[&["--leads", &*file], more].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    assert!(told(&[]).contains("line 2: error: lead.captured_in_future"));
    let monday = told(&["--day", "2026-11-23"]);
    assert!(monday.contains("\n1 lead imported, 0 skipped (duplicate), 0 errors\n"), "{monday}");
    assert!(monday.contains("Monday 2026-11-23, working day"), "{monday}");
}

/// G4: a file that cannot be used is refused by name, and where its header is at fault with the line
#[test]
fn a_file_that_cannot_be_used_is_refused() {
    let missing = Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-leads.csv");
    for (file, told) in [
        (missing, "no-leads.csv: cannot be read"),
        (file_with("no-rows.csv", b"Phone,LastName\n"), "no-rows.csv: there are no rows"),
        (
            file_with("no-phone.csv", b"Mobile,LastName\n1,a\n"),
            "no-phone.csv: the header (line 1) has no column `Phone`",
        ),
        (
            file_with("no-text.csv", b"\xff\xfeP\x00h\x00\n1\n"),
            "no-text.csv: the header (line 1) cannot be read: the row is not UTF-8 text",
        ),
    ] {
        let output = run(&["--leads", &file.to_string_lossy()]);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{stderr}");
        assert!(stderr.contains(told) && output.stdout.is_empty(), "{stderr}");
    }
}
