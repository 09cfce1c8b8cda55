//! A zone as a TZif file (RFC 9636).

use crate::{FIRST, Local, Yearly, YearlyRule, Zone};

impl Zone {
    /// The bytes of a TZif file, which any reader takes, Python's `zoneinfo` and policies of calliyo among them.
    ///
    /// It is of version 2, or of 3 where the rule for later years has times beyond a day. What clocks show before 1970 it does
    /// not know, and has as in the beginning of 1970.
    ///
    /// # Panics
    ///
    /// When clocks of the zone show more than 256 different things.
    #[must_use]
    pub fn to_tzif(&self) -> Vec<u8> {
        // Some readers take the first standard time for what is before the first change.
        let start = self.first.is_dst.then(|| (FIRST, self.first.clone()));
        let changes: Vec<_> = start.iter().chain(&self.changes).collect();
        let mut all = vec![&self.first];
        for (_, local) in &changes {
            if !all.contains(&local) {
                all.push(local);
            }
        }
        let mut designations = String::new();
        let mut types = Vec::new();
        for local in &all {
            let name = format!("{}\0", local.designation);
            let place = designations.find(&name).unwrap_or(designations.len());
            if place == designations.len() {
                designations.push_str(&name);
            }
            types.extend(local.offset.to_be_bytes());
            types.extend([local.is_dst.into(), byte(place)]);
        }
        let footer = self.footer();
        let version = if self.rule.iter().any(YearlyRule::is_extended) { b'3' } else { b'2' };

        // Readers from version 2 on pass by the first block, which is as small as can be.
        let mut bytes = header(version, [0, 1, 1]);
        bytes.extend([0; 7]);
        bytes.extend(header(version, [changes.len(), all.len(), designations.len()]));
        bytes.extend(changes.iter().flat_map(|(second, _)| second.to_be_bytes()));
        for (_, local) in &changes {
            bytes.push(byte(all.iter().take_while(|own| **own != local).count()));
        }
        bytes.extend(types);
        bytes.extend(designations.bytes());
        bytes.extend(format!("\n{footer}\n").bytes());
        bytes
    }

    /// The TZ text of POSIX for what comes after the last change.
    fn footer(&self) -> String {
        let Some(YearlyRule { changes: [one, other] }) = &self.rule else {
            let last = self.changes.last().map_or(&self.first, |(_, local)| local);
            return standard(last);
        };
        let (begin, end) = if one.1.is_dst { (one, other) } else { (other, one) };
        let usual = begin.1.offset == end.1.offset + 3600;
        let offset = if usual { String::new() } else { posix_offset(&begin.1) };
        let dst = format!("{}{offset}", designation(&begin.1));
        format!("{}{dst},{},{}", standard(&end.1), begin.0.posix(), end.0.posix())
    }
}

impl YearlyRule {
    /// Whether POSIX does not have its times, but TZif from version 3 on.
    fn is_extended(&self) -> bool {
        self.changes.iter().any(|(yearly, _)| !(0..=24 * 3600).contains(&yearly.seconds))
    }
}

impl Yearly {
    fn posix(&self) -> String {
        let date = format!("M{}.{}.{}", self.month, self.week, self.weekday);
        if self.seconds == 2 * 3600 { date } else { format!("{date}/{}", clock(self.seconds)) }
    }
}

fn header(version: u8, [changes, types, characters]: [usize; 3]) -> Vec<u8> {
    let mut bytes = [b"TZif".as_slice(), &[version], &[0; 15]].concat();
    for count in [0, 0, 0, changes, types, characters] {
        bytes.extend(u32::try_from(count).expect("zones are small").to_be_bytes());
    }
    bytes
}

fn standard(local: &Local) -> String {
    designation(local) + &posix_offset(local)
}

fn designation(local: &Local) -> String {
    let plain = local.designation.bytes().all(|byte| byte.is_ascii_alphabetic());
    if plain { local.designation.clone() } else { format!("<{}>", local.designation) }
}

/// How far UTC is from the local time: POSIX counts to the west.
fn posix_offset(local: &Local) -> String {
    clock(-i64::from(local.offset))
}

/// Hours, and minutes and seconds where there are any.
fn clock(seconds: i64) -> String {
    let sign = if seconds < 0 { "-" } else { "" };
    let size = seconds.unsigned_abs();
    match (size / 3600, size / 60 % 60, size % 60) {
        (hours, 0, 0) => format!("{sign}{hours}"),
        (hours, minutes, 0) => format!("{sign}{hours}:{minutes:02}"),
        (hours, minutes, seconds) => format!("{sign}{hours}:{minutes:02}:{seconds:02}"),
    }
}

fn byte(number: usize) -> u8 {
    number.try_into().expect("zones have few designations")
}

#[cfg(test)]
mod tests {
    use crate::{Zone, zones};

    /// Z2: the years after a zone's last change are told as POSIX tells them.
    #[test]
    fn later_years_have_a_posix_text() {
        let zones = zones();
        for (name, expected) in [
            ("Asia/Kolkata", "IST-5:30"),
            ("America/Sao_Paulo", "<-03>3"),
            ("America/New_York", "EST5EDT,M3.2.0,M11.1.0"),
            ("Asia/Jerusalem", "IST-2IDT,M3.4.4/26,M10.5.0"),
            ("Europe/Dublin", "IST-1GMT0,M10.5.0,M3.5.0/1"),
            ("America/Nuuk", "<-02>2<-01>,M3.5.0/-1,M10.5.0/0"),
            ("Australia/Lord_Howe", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0"),
        ] {
            let zone = zones.iter().find(|zone| zone.names.contains(&name));
            assert_eq!(zone.map(Zone::footer).as_deref(), Some(expected), "{name}");
        }
    }
}
