//! The zone files of the JavaScript package, read by another reader of TZif.

use std::{
    error::Error,
    fmt::Write as _,
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
    thread,
};

use calliyo_tests::data::skipped;
use chrono::{DateTime, Offset as _, TimeZone as _};
use chrono_tz::{OffsetName as _, Tz};

/// Prints how many lines it read: a file, a second since 1970, and what clocks then show.
const READER: &str = "
import sys
from datetime import datetime
from zoneinfo import ZoneInfo
known, lines = None, 0
for line in sys.stdin:
    file, second, offset, name = line.split()
    if file != known:
        known, zone = file, ZoneInfo.from_file(open(file, 'rb'))
    shown = datetime.fromtimestamp(int(second), zone)
    found = int(shown.utcoffset().total_seconds()), shown.tzname()
    if found != (int(offset), name):
        sys.exit(f'{file}: {found} at {line}')
    lines += 1
print(lines)
";

/// Z2: Python reads in every zone file what the database says, from 1970 to 2099.
#[test]
fn python_reads_the_zone_files() -> Result<(), Box<dyn Error>> {
    let zoneinfo = Command::new("python3").args(["-c", "import zoneinfo"]).output();
    if !zoneinfo.is_ok_and(|python| python.status.success()) {
        skipped("there is no python3 with zoneinfo");
        return Ok(());
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("zones");
    fs::create_dir_all(&folder)?;

    let (mut lines, mut expected) = (String::new(), 0);
    for (number, own) in calliyo_zones::zones().iter().enumerate() {
        let file = folder.join(format!("{number}.tzif"));
        fs::write(&file, own.to_tzif())?;
        let zone: Tz = own.names[0].parse().map_err(|_| "no such zone")?;
        for second in (0..4_102_444_800).step_by(40 * 86_400 + 3600) {
            let at = DateTime::from_timestamp(second, 0).ok_or("no such instant")?.naive_utc();
            let offset = zone.offset_from_utc_datetime(&at);
            // Where the database has no name the offset stands in, which is how it prints such an offset itself.
            let name = offset.abbreviation().map_or_else(|| offset.to_string(), str::to_owned);
            let seconds = offset.fix().local_minus_utc();
            writeln!(lines, "{} {second} {seconds} {name}", file.display())?;
            expected += 1;
        }
    }

    let mut python = Command::new("python3")
        .args(["-c", READER])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut input = python.stdin.take().ok_or("no standard input")?;
    let feeder = thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = python.wait_with_output()?;
    // A reader that found a difference reads no further, and says which.
    let fed = feeder.join();
    let (found, complaint) = (String::from_utf8(output.stdout)?, String::from_utf8(output.stderr)?);
    assert_eq!((found.trim(), complaint.as_str()), (expected.to_string().as_str(), ""));
    assert!(matches!(fed, Ok(Ok(()))));
    Ok(())
}
