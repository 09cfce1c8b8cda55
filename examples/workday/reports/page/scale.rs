//! Where values are drawn.

/// A straight scale from 0 to a round end.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scale {
    /// The values that are marked, from 0 to the end.
    pub(super) ticks: Vec<f64>,
    /// The value at the far end.
    pub(super) end: f64,
}

impl Scale {
    /// A scale that holds values up to `most`, marked about so many times at steps of 1, 2 or 5 and noughts.
    pub(super) fn up_to(most: f64, marks: u32) -> Self {
        if most <= 0.0 || !most.is_finite() {
            return Self { ticks: vec![0.0, 1.0], end: 1.0 };
        }
        let rough = most / f64::from(marks.max(1));
        let power = 10_f64.powf(rough.log10().floor());
        let steps = [1.0, 2.0, 5.0, 10.0];
        let step = steps.iter().find(|step| **step * power >= rough).unwrap_or(&10.0) * power;
        let mut ticks = vec![0.0];
        let mut number = 1.0;
        while (number - 1.0) * step < most {
            ticks.push(number * step);
            number += 1.0;
        }
        Self { end: ticks.last().copied().unwrap_or(step), ticks }
    }

    /// Which share of the way to the end a value is.
    pub(super) fn share(&self, value: f64) -> f64 {
        (value / self.end).clamp(0.0, 1.0)
    }
}

/// A number of pixels or percent with at most two decimals.
pub(super) fn decimal(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').into()
}

/// The places of at most `most` labels among so many, evenly, the first one among them.
pub(super) fn labelled(labels: usize, most: usize) -> impl Iterator<Item = usize> {
    let step = labels.div_ceil(most.max(1)).max(1);
    (0..labels).step_by(step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_hold_every_value() {
        for (most, ticks) in [
            (7.0, vec![0.0, 2.0, 4.0, 6.0, 8.0]),
            (100.0, vec![0.0, 50.0, 100.0]),
            (825.0, vec![0.0, 500.0, 1_000.0]),
            (64.73, vec![0.0, 20.0, 40.0, 60.0, 80.0]),
            (0.3, vec![0.0, 0.1, 0.2, 0.30000000000000004]),
            (0.0, vec![0.0, 1.0]),
        ] {
            let scale = Scale::up_to(most, if most == 100.0 || most == 825.0 { 2 } else { 4 });
            assert_eq!(scale.ticks, ticks, "{most}");
            assert!(scale.end >= most);
        }
        assert_eq!(Scale::up_to(f64::INFINITY, 4).end, 1.0);
        assert!((Scale::up_to(80.0, 4).share(20.0) - 0.25).abs() < 1e-9);
    }

    #[test]
    fn decimals_are_short() {
        assert_eq!([0.0, 12.5, 33.333_333, 100.0].map(decimal), ["0", "12.5", "33.33", "100"]);
    }

    #[test]
    fn labels_are_spread() {
        assert_eq!(labelled(6, 6).collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5]);
        assert_eq!(labelled(30, 6).collect::<Vec<_>>(), [0, 5, 10, 15, 20, 25]);
        assert_eq!(labelled(0, 6).count(), 0);
    }
}
