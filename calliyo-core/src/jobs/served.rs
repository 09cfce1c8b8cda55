//! The order in which leads are served (rules A5, T1), for millions of rows.
//!
//! A comparison sort of rows spends its time waiting for columns in random places. So every row gets a number, its *code*,
//! that has what rows are compared by. The columns are read from front to back only, three times: for the range of each
//! criterion, to count the rows per *bucket* (the first few bits of the code), and to hand the rows out to the buckets. The
//! first time is mostly spared: some rows tell the ranges, and while all are counted it is seen whether they hold. What
//! is handed out is one *key* of 64 bits: what is left of the code, the row, and a number that somebody will ask for of each
//! row, so that nobody need look for it in random places afterwards. A bucket fits the cache, and is sorted there.
//!
//! Where the criteria need more bits than there is room for, the leading ones are taken. Rows that are equal in those get
//! new codes among themselves, so the order is exact for all values.

pub(super) mod first;

use alloc::{vec, vec::Vec};
use core::{cmp::Ordering, ops::Range};

use super::{
    at,
    columns::{Bitmap, Column, LeadColumns},
    number,
    scratch::Order,
    streams::Streams,
};
use crate::order::{Pair, halves, pair};

/// Rows that are looked at together. Many enough for simple inner loops, few enough that the columns are read side by
/// side. A multiple of 8, so that a block starts with a byte of every bitmap.
const BLOCK: usize = 256;

/// Rows of two whole columns that are compared with the next ones together: so many that it matters little what a block
/// costs beside its rows.
const COMPARED: usize = 2048;

/// The priorities of rows that are compared at once where leads have none.
static EQUAL: [i64; COMPARED.wrapping_add(1)] = [0; COMPARED.wrapping_add(1)];

/// So many keys are handed out to a bucket at once.
const AT_ONCE: usize = 64;

/// So many rows are looked at to guess the ranges of the criteria.
const SAMPLE: usize = 1 << 12;

/// The fewest rows for each of those that make it worth guessing.
const FEWEST_PER_SAMPLED: usize = 16;

/// So many rows are looked at before something else is done.
pub(super) const LOOKED_AT: usize = 32;

/// About so many rows make a bucket; together with the memory that sorting needs they fit the second cache.
const ROWS_PER_BUCKET: usize = 1 << 14;

/// The most bits that select a bucket: with more, handing out rows would miss the cache each time.
const MOST_BUCKET_BITS: u32 = 11;

/// The bits that one round of sorting a bucket looks at.
const ROUND_BITS: u32 = 11;

/// With so many bits more than it takes to number rows, few of them are equal in these bits.
const SPARE_BITS: u32 = 6;

/// So many ties are settled together.
const TIES_AT_ONCE: usize = 64;

/// A bucket of fewer rows is sorted by comparing them.
const FEW_ROWS: usize = 512;

/// So few rows with equal keys are compared by their columns instead of getting new keys.
const FEW_EQUALS: usize = 16;

/// Which leads come first, beside priority and id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Precedence {
    /// Among leads of equal priority the newest come first, not the oldest.
    pub(super) newest_first: bool,
    /// Leads that were never attempted come before all others.
    pub(super) fresh_first: bool,
}

/// The rows to be put in order: those whose byte in `reason` is `marker`.
#[derive(Clone, Copy)]
pub(super) struct Queue<'a> {
    pub(super) reason: &'a [u8],
    pub(super) marker: u8,
    /// How many there are.
    pub(super) len: usize,
}

/// A number that goes with each row.
#[derive(Clone, Copy)]
pub(super) struct Carried<'a> {
    /// The bits that each fits into.
    pub(super) bits: u32,
    /// Gives the numbers of the rows from the given one on.
    pub(super) of_rows: &'a dyn Fn(usize, &mut [u32]),
}

/// Rows in the order in which they are served.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sorted<'a> {
    pairs: &'a [Pair],
}

impl<'a> Sorted<'a> {
    pub(super) const fn pairs(self) -> &'a [Pair] {
        self.pairs
    }
}

/// Puts rows in order that are not [all in order](Criteria::are_all_in_order); none where those of the queue are in order as
/// they stand.
///
/// With each row goes a number. The result lies in the memory; `look` sees it first, some rows after the others, while they
/// are in the cache.
pub(super) fn sort<'s>(
    criteria: &Criteria<'_>,
    queue: Queue<'_>,
    carried: Carried<'_>,
    memory: &'s mut Order,
    look: &mut dyn FnMut(&[Pair]),
) -> Option<Sorted<'s>> {
    if !queue.is_whole() && criteria.are_in_order(queue) {
        return None;
    }
    let keying = |ranges: &[CodeRange]| Keying::new(criteria, ranges, queue, carried);
    let guessed = criteria.guessed_ranges(queue).map(|ranges| keying(&ranges));
    let guessed = guessed.filter(|own| own.packing.usual().is_some());
    let counted = guessed.and_then(|own| own.count(queue).map(|counts| (own, counts)));
    let (keying, counts) = match counted {
        Some(counted) => counted,
        None => {
            let own = keying(&criteria.ranges(queue));
            // Of those, no row lies outside.
            let counts = own.count(queue)?;
            (own, counts)
        }
    };
    let Keying { packing, layout, rest_bits } = &keying;
    let unsettled = (!packing.is_exact).then(|| criteria.after(packing.whole));
    let place_bits = layout.place_bits();
    let settle = |keys: &mut [u64], ties: &[Range<usize>]| match &unsettled {
        Some(criteria) => criteria.settle_ties(place_bits, &|key| layout.row(key), keys, ties),
        None => sort_ties(keys, ties),
    };
    let keys = memory.pairs.of_len(queue.len);
    let ends = hand_out(&keying, counts, queue, carried, keys);
    let starts = core::iter::once(0).chain(ends.iter().copied());
    let buckets = starts.zip(&ends).map(|(start, end)| start as usize..*end as usize);
    let largest = buckets.clone().map(|bucket| bucket.len()).max().unwrap_or_default();
    let spare = memory.spare.of_len(largest);
    for bucket in buckets {
        let Some(keys) = keys.get_mut(bucket) else { continue };
        sort_and_settle(keys, spare, place_bits, *rest_bits, unsettled.is_some(), &settle);
        layout.make_pairs(keys, carried);
        look(keys);
    }
    Some(Sorted { pairs: keys })
}

impl Queue<'_> {
    fn is_whole(self) -> bool {
        self.len == self.reason.len()
    }

    /// Gives the rows, block by block with the first row of the block, to `work`, until it returns false. Whether it never
    /// did.
    fn all_blocks(self, mut work: impl FnMut(usize, Block<'_>) -> bool) -> bool {
        let mut listed = [0; BLOCK];
        for (index, reason) in self.reason.chunks(BLOCK).enumerate() {
            let first = index.saturating_mul(BLOCK);
            let differs =
                |reason: &[u8]| reason.iter().fold(0, |all, own| all | (own ^ self.marker));
            let block = if self.is_whole() || differs(reason) == 0 {
                Block::Whole(first..first.saturating_add(reason.len()))
            } else {
                let mut len = 0_usize;
                for (row, reason) in (number(first)..).zip(reason) {
                    if let Some(slot) = listed.get_mut(len) {
                        *slot = row;
                    }
                    // At most BLOCK times. Without a branch, as eligible rows follow no pattern.
                    len = len.wrapping_add(usize::from(*reason == self.marker));
                }
                Block::Listed(listed.get(..len).unwrap_or_default())
            };
            if block.len() > 0 && !work(first, block) {
                return false;
            }
        }
        true
    }

    fn for_each_block(self, mut work: impl FnMut(usize, Block<'_>)) {
        self.all_blocks(|first, block| {
            work(first, block);
            true
        });
    }
}

/// At most [`BLOCK`] rows in ascending order.
#[derive(Clone)]
enum Block<'a> {
    /// These and no gaps.
    Whole(Range<usize>),
    /// These.
    Listed(&'a [u32]),
}

impl Block<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Whole(rows) => rows.len(),
            Self::Listed(rows) => rows.len(),
        }
    }

    fn last(&self) -> Option<u32> {
        match self {
            Self::Whole(rows) => rows.clone().next_back().map(number),
            Self::Listed(rows) => rows.last().copied(),
        }
    }
}

/// What rows are compared by. Each makes a *code* of a row: the row with the lesser code comes first.
#[derive(Clone, Copy)]
enum Criterion<'a> {
    /// Never attempted first.
    Attempted(&'a [u32]),
    /// With a priority first.
    WithoutPriority(Bitmap<'a>),
    /// The larger priority first. What a row without one has here makes no difference.
    Priority(Column<'a, i64>),
    /// The oldest first.
    Captured(&'a [i64]),
    /// The newest first.
    CapturedBackward(&'a [i64]),
    /// The lesser id first.
    Id(&'a [u32]),
}

impl Criterion<'_> {
    /// The row's code; `missing` for a row without a value.
    fn code(self, row: u32, missing: u64) -> u64 {
        match self {
            Self::Attempted(attempts) => u64::from(at(attempts, row) > 0),
            Self::WithoutPriority(validity) => u64::from(!validity.is_set(row as usize)),
            Self::Priority(column) => column.at(row as usize).map_or(missing, largest_first),
            Self::Captured(captured) => least_first(at(captured, row)),
            Self::CapturedBackward(captured) => largest_first(at(captured, row)),
            Self::Id(ranks) => u64::from(at(ranks, row)),
        }
    }

    fn may_be_missing(self) -> bool {
        matches!(self, Self::Priority(column) if column.validity.is_some())
    }

    /// The codes of a block of rows, the same as [`Criterion::code`] gives one by one.
    fn codes(self, block: &Block<'_>, missing: u64, codes: &mut [u64]) {
        let rows = match block {
            Block::Whole(rows) => rows.clone(),
            Block::Listed(rows) => return self.listed_codes(rows, missing, codes),
        };
        match self {
            Self::Attempted(attempts) => {
                fill(codes, attempts, rows, |attempts| u64::from(attempts > 0));
            }
            Self::WithoutPriority(validity) => {
                codes.fill(0);
                fill_gaps(codes, validity.bytes_from(rows.start), 1);
            }
            Self::Priority(Column { values, validity }) => {
                let first = rows.start;
                fill(codes, values, rows, largest_first);
                if let Some(validity) = validity {
                    fill_gaps(codes, validity.bytes_from(first), missing);
                }
            }
            Self::Captured(captured) => fill(codes, captured, rows, least_first),
            Self::CapturedBackward(captured) => fill(codes, captured, rows, largest_first),
            Self::Id(ranks) => fill(codes, ranks, rows, u64::from),
        }
    }

    fn listed_codes(self, rows: &[u32], missing: u64, codes: &mut [u64]) {
        match self {
            Self::Attempted(attempts) => {
                fill_listed(codes, attempts, rows, |attempts| u64::from(attempts > 0));
            }
            Self::Priority(Column { values, validity: None }) => {
                fill_listed(codes, values, rows, largest_first);
            }
            Self::Captured(captured) => fill_listed(codes, captured, rows, least_first),
            Self::CapturedBackward(captured) => fill_listed(codes, captured, rows, largest_first),
            Self::Id(ranks) => fill_listed(codes, ranks, rows, u64::from),
            Self::WithoutPriority(_) | Self::Priority(_) => {
                for (code, row) in codes.iter_mut().zip(rows) {
                    *code = self.code(*row, missing);
                }
            }
        }
    }
}

fn fill_listed<T: Copy + Default>(
    codes: &mut [u64],
    column: &[T],
    rows: &[u32],
    code: impl Fn(T) -> u64,
) {
    for (own, row) in codes.iter_mut().zip(rows) {
        *own = code(at(column, *row));
    }
}

fn fill<T: Copy>(codes: &mut [u64], column: &[T], rows: Range<usize>, code: impl Fn(T) -> u64) {
    let values = column.get(rows).unwrap_or_default();
    for (own, value) in codes.iter_mut().zip(values) {
        *own = code(*value);
    }
}

/// Replaces the codes of rows whose bit is not set.
fn fill_gaps(codes: &mut [u64], validity: &[u8], missing: u64) {
    for (codes, byte) in codes.chunks_mut(8).zip(validity) {
        if *byte == u8::MAX {
            continue;
        }
        for (bit, code) in (0..).zip(codes) {
            let is_set = u64::from(byte.wrapping_shr(bit) & 1).wrapping_neg();
            *code = *code & is_set | missing & !is_set;
        }
    }
}

/// Looking at rows, to tell whether priorities do not rise and, where they are equal, captured-at does not fall.
///
/// Mostly some rows have one priority, and their instants are less than 2^62 apart, so that a difference tells the order of
/// two: that takes few steps per row, and one loop, which does not keep memory waiting. Only where it is not so are the
/// rows compared one by one.
///
/// Memory still has time to spare. So who has something else to do may do that in the same loop, and go on here at times.
#[derive(Default)]
pub(super) struct Look<'a> {
    priorities: &'a [i64],
    captured: &'a [i64],
    /// Before this row each was looked at together with the next one.
    row: usize,
    /// In which bits priorities differ.
    differs: i64,
    /// In which bits instants differ.
    apart: i64,
    /// Less than 0 where an instant is less than the one before.
    steps: i64,
}

impl<'a> Look<'a> {
    fn new(priorities: &'a [i64], captured: &'a [i64]) -> Self {
        Self { priorities, captured, ..Self::default() }
    }

    /// Looks at the next [`LOOKED_AT`] rows, if there are so many.
    #[inline(always)]
    pub(super) fn go_on(&mut self) {
        const WITH_NEXT: usize = LOOKED_AT.wrapping_add(1);
        let next = |column: &'a [i64]| column.get(self.row..)?.first_chunk::<WITH_NEXT>();
        if let (Some(priorities), Some(captured)) = (next(self.priorities), next(self.captured)) {
            self.compare(priorities, captured);
            self.row = self.row.saturating_add(LOOKED_AT);
        }
    }

    /// Compares each row but the last with the next one.
    #[inline(always)]
    fn compare(&mut self, priorities: &[i64], captured: &[i64]) {
        let next_priorities = priorities.get(1..).unwrap_or_default();
        let next_captured = captured.get(1..).unwrap_or_default();
        let (Some(priority), Some(at)) = (self.priorities.first(), self.captured.first()) else {
            return;
        };
        let (mut differs, mut apart, mut steps) = (0, 0, 0);
        for ((next, then), before) in next_priorities.iter().zip(next_captured).zip(captured) {
            differs |= next ^ priority;
            apart |= then ^ at;
            steps |= then.wrapping_sub(*before);
        }
        self.differs |= differs;
        self.apart |= apart;
        self.steps |= steps;
    }

    /// Looks at what is left of the rows; whether they are in order.
    pub(super) fn tell(mut self) -> bool {
        let rest = |column: &'a [i64]| column.get(self.row..).unwrap_or_default();
        self.compare(rest(self.priorities), rest(self.captured));
        if self.differs == 0 && self.apart.cast_unsigned() >> 62 == 0 {
            return self.steps >= 0;
        }
        let rows = || self.priorities.iter().zip(self.captured);
        let mut pairs = rows().zip(rows().skip(1));
        pairs.all(|((own, before), (next, then))| own > next || own == next && before <= then)
    }
}

/// Signed numbers as unsigned ones in the same order.
fn least_first(value: i64) -> u64 {
    value.cast_unsigned() ^ 1 << 63
}

fn largest_first(value: i64) -> u64 {
    !least_first(value)
}

/// The criteria of a run, the foremost first. Rows that are equal in all of them are served in row order.
///
/// Never attempted first where that is wanted; then the larger priority, none least; then the older (or the newer)
/// captured-at; then the lesser id; then the lesser row.
pub(super) struct Criteria<'a> {
    criteria: Vec<Criterion<'a>>,
}

impl<'a> Criteria<'a> {
    pub(super) fn new(leads: &LeadColumns<'a>, precedence: Precedence) -> Self {
        let attempted = leads.attempts.filter(|_| precedence.fresh_first).map(Criterion::Attempted);
        let validity = leads.priority.and_then(|priority| priority.validity);
        let captured = match precedence.newest_first {
            true => Criterion::CapturedBackward(leads.captured_at),
            false => Criterion::Captured(leads.captured_at),
        };
        let criteria = [
            attempted,
            validity.map(Criterion::WithoutPriority),
            leads.priority.map(Criterion::Priority),
            Some(captured),
            leads.id_rank.map(Criterion::Id),
        ];
        Self { criteria: criteria.into_iter().flatten().collect() }
    }

    /// The criteria after so many, for rows that are equal in those.
    fn after(&self, count: usize) -> Self {
        Self { criteria: self.criteria.get(count..).unwrap_or_default().to_vec() }
    }

    /// Compares two rows.
    fn compare(&self, left: u32, right: u32) -> Ordering {
        let codes = |row: u32| self.criteria.iter().map(move |criterion| criterion.code(row, 0));
        codes(left).cmp(codes(right)).then(left.cmp(&right))
    }

    /// The columns where rows are compared by a priority that each of them has and by captured-at, the usual case. Both
    /// are then read in one loop, and memory is not kept waiting.
    fn pair(&self) -> Option<(&'a [i64], &'a [i64])> {
        match self.criteria.as_slice() {
            [
                Criterion::Priority(Column { values, validity: None }),
                Criterion::Captured(captured),
            ] => Some((values, captured)),
            _ => None,
        }
    }

    /// Whether so many rows, if all of them were served, would be in row order. Stops at the first of them that are not.
    pub(super) fn are_all_in_order(&self, rows: usize) -> bool {
        let mut firsts = (0..rows).step_by(COMPARED);
        firsts.all(|first| self.stand_in_order(first..rows.min(first.saturating_add(COMPARED))))
    }

    /// The same for these rows and the one before them.
    pub(super) fn stand_in_order(&self, rows: Range<usize>) -> bool {
        if let Some(look) = self.look(rows.clone()) {
            return look.tell();
        }
        let mut firsts = rows.clone().step_by(BLOCK);
        firsts.all(|first| {
            let previous = first.checked_sub(1).map(number);
            let block = first..rows.end.min(first.saturating_add(BLOCK));
            self.is_block_in_order(previous, &Block::Whole(block))
        })
    }

    /// The same for somebody who has something else to do meanwhile; none where rows are compared in another way.
    pub(super) fn look(&self, rows: Range<usize>) -> Option<Look<'a>> {
        let with_previous = rows.start.saturating_sub(1)..rows.end;
        if let [Criterion::Captured(captured)] = self.criteria.as_slice() {
            let priorities = EQUAL.get(..with_previous.len())?;
            return Some(Look::new(priorities, captured.get(with_previous)?));
        }
        let (priorities, captured) = self.pair()?;
        Some(Look::new(priorities.get(with_previous.clone())?, captured.get(with_previous)?))
    }

    /// Whether the rows are served in row order. Stops in the first block where they are not.
    fn are_in_order(&self, queue: Queue<'_>) -> bool {
        let mut previous = None;
        queue.all_blocks(|_, block| {
            let in_order = self.is_block_in_order(previous, &block);
            previous = block.last();
            in_order
        })
    }

    /// The same for one block and the row before it.
    fn is_block_in_order(&self, previous: Option<u32>, block: &Block<'_>) -> bool {
        let mut codes = [0; BLOCK];
        // Per row of the block, whether it is equal to the row before in all criteria so far.
        let mut is_tied = [true; BLOCK];
        for criterion in &self.criteria {
            let codes = codes.get_mut(..block.len()).unwrap_or_default();
            criterion.codes(block, 0, codes);
            let first = codes.first().copied().unwrap_or_default();
            let mut before = previous.map_or(first, |row| criterion.code(row, 0));
            if codes.iter().fold(0, |differs, code| differs | (code ^ before)) == 0 {
                continue;
            }
            let mut some_tied = false;
            let mut some_inverted = false;
            for (code, is_tied) in codes.iter().zip(&mut is_tied) {
                some_inverted |= *is_tied & (before > *code);
                *is_tied &= before == *code;
                some_tied |= *is_tied;
                before = *code;
            }
            if some_inverted || !some_tied {
                return !some_inverted;
            }
        }
        true
    }

    /// The range of each criterion's codes. Rows without a value are left out.
    fn ranges(&self, queue: Queue<'_>) -> Vec<CodeRange> {
        if queue.is_whole()
            && let Some((priorities, captured)) = self.pair()
            && let Some(ranges) = ranges_of_pairs(priorities.iter().zip(captured))
        {
            return ranges.into();
        }
        let mut ranges = vec![CodeRange::EMPTY; self.criteria.len()];
        queue.for_each_block(|_, block| self.widen(&mut ranges, &block));
        ranges
    }

    /// The ranges of the usual criteria as some of many rows tell them, and wider; other rows may lie outside.
    fn guessed_ranges(&self, queue: Queue<'_>) -> Option<[CodeRange; 2]> {
        let (priorities, captured) = self.pair().filter(|_| queue.is_whole())?;
        let step = queue.len / SAMPLE;
        if step < FEWEST_PER_SAMPLED {
            return None;
        }
        let rows = priorities.iter().zip(captured).step_by(step);
        let [priority, at] = ranges_of_pairs(rows)?.map(CodeRange::widened);
        Some([priority?, at?])
    }

    fn widen(&self, ranges: &mut [CodeRange], block: &Block<'_>) {
        let mut codes = [0; BLOCK];
        let codes = codes.get_mut(..block.len()).unwrap_or_default();
        for (criterion, range) in self.criteria.iter().zip(ranges) {
            criterion.codes(block, u64::MAX, codes);
            let mut own = CodeRange::of(codes);
            if criterion.may_be_missing() {
                criterion.codes(block, 0, codes);
                own.most = CodeRange::of(codes).most;
                own.differing = u64::MAX;
            }
            *range = range.with(own);
        }
    }
}

/// The ranges of the codes that priorities and instants have; none of no rows.
fn ranges_of_pairs<'c>(
    mut rows: impl Iterator<Item = (&'c i64, &'c i64)>,
) -> Option<[CodeRange; 2]> {
    let (priority, at) = rows.next()?;
    let (mut lowest, mut highest, mut differing) = (*priority, *priority, 0);
    let (mut oldest, mut newest, mut differing_at) = (*at, *at, 0);
    for (own, then) in rows {
        (lowest, highest) = (lowest.min(*own), highest.max(*own));
        (oldest, newest) = (oldest.min(*then), newest.max(*then));
        differing |= own ^ priority;
        differing_at |= then ^ at;
    }
    let (least, most) = (largest_first(highest), largest_first(lowest));
    let (least_at, most_at) = (least_first(oldest), least_first(newest));
    Some([
        CodeRange { least, most, differing: differing.cast_unsigned() },
        CodeRange { least: least_at, most: most_at, differing: differing_at.cast_unsigned() },
    ])
}

/// The least and the largest code.
#[derive(Clone, Copy)]
struct CodeRange {
    least: u64,
    most: u64,
    /// Bits in which some code differs from another.
    differing: u64,
}

impl CodeRange {
    const EMPTY: Self = Self { least: u64::MAX, most: 0, differing: 0 };

    fn of(codes: &[u64]) -> Self {
        let first = codes.first().copied().unwrap_or_default();
        codes.iter().fold(Self::EMPTY, |range, code| Self {
            least: range.least.min(*code),
            most: range.most.max(*code),
            differing: range.differing | (code ^ first),
        })
    }

    /// The range of these codes and of others.
    fn with(self, others: Self) -> Self {
        let is_empty = |range: Self| range.least > range.most;
        let apart = self.least ^ others.least;
        Self {
            least: self.least.min(others.least),
            most: self.most.max(others.most),
            differing: match is_empty(self) || is_empty(others) {
                true => self.differing | others.differing,
                false => self.differing | others.differing | apart,
            },
        }
    }

    /// The bits that a code needs, counted from the least one.
    fn bits(self) -> u32 {
        bits(self.most.saturating_sub(self.least))
    }

    /// The trailing ones of them in which no code differs from another, as where ages are whole minutes.
    fn equal_bits(self) -> u32 {
        self.differing.trailing_zeros().min(self.bits())
    }

    /// The others.
    fn differing_bits(self) -> u32 {
        self.bits().saturating_sub(self.equal_bits())
    }

    /// The range with all codes that have no more bits, as many more on either side; none where these are few.
    fn widened(self) -> Option<Self> {
        let width = self.most.saturating_sub(self.least);
        let all = low_bits(self.bits());
        let more = all.saturating_sub(width);
        let below = (more / 2) & !low_bits(self.equal_bits());
        let least = self.least.saturating_sub(below);
        (more >= width / 64).then_some(Self { least, most: least.saturating_add(all), ..self })
    }

    /// The bits that are not set in what a code is larger than the least one.
    fn unset(self) -> u64 {
        !low_bits(self.bits()) | low_bits(self.equal_bits())
    }
}

/// The bits that a number needs.
fn bits(number: u64) -> u32 {
    u64::BITS.saturating_sub(number.leading_zeros())
}

/// How criteria share the bits of a code.
struct Packing<'a> {
    pair: Option<(&'a [i64], &'a [i64])>,
    parts: Vec<Part<'a>>,
    /// The bits of a code.
    code_bits: u32,
    /// How many criteria, from the first on, found room for all their bits.
    whole: usize,
    /// Whether all of them did.
    is_exact: bool,
}

/// Where a criterion stands in a code.
struct Part<'a> {
    criterion: Criterion<'a>,
    /// What counts as 0.
    least: u64,
    /// The bits that tell a code outside the range by being set, once the least one is taken away.
    unset: u64,
    /// The trailing bits for which there is no room, or in which no row differs.
    dropped: u32,
    /// The bits of the code after it.
    shift: u32,
}

impl Part<'_> {
    /// The criterion's code where it stands in that of the row.
    const fn packed(&self, code: u64) -> u64 {
        // No code is below the least one, and both shifts are below 64.
        code.wrapping_sub(self.least).wrapping_shr(self.dropped).wrapping_shl(self.shift)
    }

    /// Something else than 0 for a code outside the range.
    const fn outside(&self, code: u64) -> u64 {
        code.wrapping_sub(self.least) & self.unset
    }
}

impl<'a> Packing<'a> {
    /// The bits that codes would have, if there were room for all.
    fn wanted(ranges: &[CodeRange]) -> u32 {
        ranges.iter().fold(0_u32, |sum, range| sum.saturating_add(range.differing_bits()))
    }

    /// Codes have at most `most_bits`.
    fn new(criteria: &Criteria<'a>, ranges: &[CodeRange], most_bits: u32) -> Self {
        let wanted = Self::wanted(ranges);
        let code_bits = wanted.min(most_bits);
        let mut parts = Vec::with_capacity(ranges.len());
        let mut left = code_bits;
        let mut whole = 0_usize;
        for (index, (criterion, range)) in criteria.criteria.iter().zip(ranges).enumerate() {
            let bits = range.differing_bits().min(left);
            left = left.saturating_sub(bits);
            let is_whole = whole == index && bits == range.differing_bits();
            whole = whole.saturating_add(usize::from(is_whole));
            if bits > 0 {
                parts.push(Part {
                    criterion: *criterion,
                    least: range.least,
                    unset: range.unset(),
                    dropped: range.bits().saturating_sub(bits),
                    shift: left,
                });
            }
        }
        Self { pair: criteria.pair(), parts, code_bits, whole, is_exact: wanted == code_bits }
    }

    /// The columns of the usual criteria with their parts, if both have one.
    fn usual(&self) -> Option<[(&'a [i64], &Part<'a>); 2]> {
        let [priority, at] = self.parts.as_slice() else { return None };
        let (priorities, captured) = self.pair?;
        Some([(priorities, priority), (captured, at)])
    }

    /// Whether all codes of some rows lie within the ranges, as far as that is looked at: where the criteria are the usual
    /// ones.
    fn are_within(&self, rows: &Range<usize>) -> bool {
        let Some([(priorities, priority), (captured, at)]) = self.usual() else { return true };
        let priorities = priorities.get(rows.clone()).unwrap_or_default();
        let captured = captured.get(rows.clone()).unwrap_or_default();
        let outside = priorities.iter().zip(captured).fold(0, |all, (own, then)| {
            all | priority.outside(largest_first(*own)) | at.outside(least_first(*then))
        });
        outside == 0
    }

    /// The codes of a block of rows.
    fn codes<'k>(&self, block: &Block<'_>, all: &'k mut [u64; BLOCK]) -> &'k [u64] {
        let all = all.get_mut(..block.len()).unwrap_or_default();
        if let Block::Whole(rows) = block
            && let Some([(priorities, priority), (captured, at)]) = self.usual()
        {
            let priorities = priorities.get(rows.clone()).unwrap_or_default();
            let captured = captured.get(rows.clone()).unwrap_or_default();
            for (code, (own, then)) in all.iter_mut().zip(priorities.iter().zip(captured)) {
                *code = priority.packed(largest_first(*own)) | at.packed(least_first(*then));
            }
            return all;
        }
        all.fill(0);
        let mut codes = [0; BLOCK];
        let codes = codes.get_mut(..block.len()).unwrap_or_default();
        for part in &self.parts {
            part.criterion.codes(block, part.least, codes);
            for (all, code) in all.iter_mut().zip(codes.iter()) {
                *all |= part.packed(*code);
            }
        }
        all
    }
}

/// How a key shares its bits: the first are what is left of the code, then comes the row, and last the number that goes with
/// the row.
#[derive(Clone, Copy)]
struct Layout {
    row_bits: u32,
    /// None where it is better to ask for the numbers afterwards.
    carried_bits: u32,
}

impl Layout {
    /// For so many rows, at least two. Codes want so many bits, of which the bucket tells some.
    fn new(rows: usize, carried_bits: u32, wanted: u32, bucket_bits: u32) -> Self {
        let row_bits = bits(u64::from(number(rows)).saturating_sub(1));
        let without = Self { row_bits, carried_bits: 0 };
        let with = Self { row_bits, carried_bits };
        let enough = wanted.min(row_bits.saturating_add(SPARE_BITS));
        let has_room = with.rest_bits().saturating_add(bucket_bits) >= enough;
        if has_room { with } else { without }
    }

    /// The most bits of a code that there is room for.
    const fn rest_bits(self) -> u32 {
        u64::BITS.saturating_sub(self.place_bits())
    }

    /// The bits after those of the code.
    const fn place_bits(self) -> u32 {
        self.row_bits.saturating_add(self.carried_bits)
    }

    /// All shifts are below 64, as there is room for the row and for some of the code.
    const fn key(self, rest: u64, row: u32, carried: u32) -> u64 {
        let place = (row as u64).wrapping_shl(self.carried_bits) | carried as u64;
        rest.wrapping_shl(self.place_bits()) | place
    }

    #[expect(clippy::cast_possible_truncation, reason = "cut off on purpose")]
    const fn row(self, key: u64) -> u32 {
        key.wrapping_shr(self.carried_bits) as u32 & low_bits(self.row_bits) as u32
    }

    /// Makes of each key its row and the number that goes with it.
    #[expect(clippy::cast_possible_truncation, reason = "cut off on purpose")]
    fn make_pairs(self, keys: &mut [u64], carried: Carried<'_>) {
        if self.carried_bits > 0 {
            let mask = low_bits(self.carried_bits) as u32;
            keys.iter_mut().for_each(|key| *key = pair((self.row(*key), *key as u32 & mask)));
            return;
        }
        for key in keys {
            let row = self.row(*key);
            let mut number = [0];
            (carried.of_rows)(row as usize, &mut number);
            let [number] = number;
            *key = pair((row, number));
        }
    }
}

/// A number with so many trailing bits set.
const fn low_bits(count: u32) -> u64 {
    match u64::MAX.checked_shr(u64::BITS.saturating_sub(count)) {
        Some(bits) => bits,
        None => 0,
    }
}

/// How rows become keys, and which buckets these go to.
struct Keying<'a> {
    packing: Packing<'a>,
    layout: Layout,
    /// The trailing bits of a code, which the bucket does not tell.
    rest_bits: u32,
}

impl<'a> Keying<'a> {
    fn new(
        criteria: &Criteria<'a>,
        ranges: &[CodeRange],
        queue: Queue<'_>,
        carried: Carried<'_>,
    ) -> Self {
        let buckets = u64::from(number(queue.len / ROWS_PER_BUCKET));
        let bucket_bits = bits(buckets).min(MOST_BUCKET_BITS);
        let wanted = Packing::wanted(ranges);
        let layout = Layout::new(queue.reason.len(), carried.bits, wanted, bucket_bits);
        let most_bits = bucket_bits.saturating_add(layout.rest_bits()).min(u64::BITS);
        let packing = Packing::new(criteria, ranges, most_bits);
        let rest_bits = packing.code_bits.saturating_sub(bucket_bits);
        Self { packing, layout, rest_bits }
    }

    fn bucket(&self, code: u64) -> usize {
        place(code.wrapping_shr(self.rest_bits))
    }

    /// How many rows go to each bucket; none where a row turns out to lie outside the ranges.
    fn count(&self, queue: Queue<'_>) -> Option<Vec<u32>> {
        let bucket_bits = self.packing.code_bits.saturating_sub(self.rest_bits);
        let mut counts = vec![0_u32; 1_usize.wrapping_shl(bucket_bits)];
        let mut codes = [0; BLOCK];
        let are_within = queue.all_blocks(|_, block| {
            if let Block::Whole(rows) = &block
                && !self.packing.are_within(rows)
            {
                return false;
            }
            for code in self.packing.codes(&block, &mut codes) {
                if let Some(count) = counts.get_mut(self.bucket(*code)) {
                    // There are fewer rows than 2^32.
                    *count = count.wrapping_add(1);
                }
            }
            true
        });
        are_within.then_some(counts)
    }
}

/// Hands the keys of the rows out to buckets of so many that stand one after the other, each in row order; of the codes they
/// have the trailing `rest_bits`. Returns where each bucket ends.
fn hand_out(
    keying: &Keying<'_>,
    counts: Vec<u32>,
    queue: Queue<'_>,
    carried: Carried<'_>,
    keys: &mut [u64],
) -> Vec<u32> {
    let Keying { packing, layout, rest_bits } = keying;
    let rest = low_bits(*rest_bits);
    let mut codes = [0; BLOCK];
    let mut places = counts;
    starts_of(&mut places);
    let mut buckets = Streams::<u64, AT_ONCE>::new(places);
    let mut numbers = [0; BLOCK];
    let mut hand = |code: u64, row: u32, number: u32| {
        buckets.send(keys, keying.bucket(code), layout.key(code & rest, row, number));
    };
    queue.for_each_block(|first, block| {
        if layout.carried_bits > 0 {
            let rows = queue.reason.len().saturating_sub(first).min(BLOCK);
            (carried.of_rows)(first, numbers.get_mut(..rows).unwrap_or_default());
        }
        let codes = packing.codes(&block, &mut codes).iter();
        match block {
            Block::Whole(rows) => {
                for ((code, row), own) in codes.zip(number(rows.start)..).zip(&numbers) {
                    hand(*code, row, *own);
                }
            }
            Block::Listed(rows) => {
                for (code, row) in codes.zip(rows) {
                    let own = numbers.get((*row as usize).saturating_sub(first));
                    hand(*code, *row, own.copied().unwrap_or_default());
                }
            }
        }
    });
    buckets.finish(keys)
}

/// Some bits of a code as a place in a table.
fn place(bits: u64) -> usize {
    usize::try_from(bits).unwrap_or(usize::MAX)
}

/// Turns how many there are of each into where each starts.
fn starts_of(counts: &mut [u32]) {
    let mut start = 0_u32;
    for place in counts {
        let count = core::mem::replace(place, start);
        start = start.wrapping_add(count);
    }
}

/// Sorts the keys of each of some ties.
type Settle<'a> = dyn Fn(&mut [u64], &[Range<usize>]) + 'a;

/// Sorts the keys of a bucket, which differ in so many bits from the `lowest` on and stand in the order of those before it.
/// `settle` sorts the keys of each tie: of them it is only known that many of their bits are equal. Keys that are equal in
/// all of those bits come to it where it `must_settle`.
fn sort_and_settle(
    keys: &mut [u64],
    spare: &mut [u64],
    lowest: u32,
    differing: u32,
    must_settle: bool,
    settle: &Settle<'_>,
) {
    if keys.len() < FEW_ROWS {
        let all = 0..keys.len();
        return settle(keys, &[all]);
    }
    let enough = bits(u64::from(number(keys.len()))).saturating_add(SPARE_BITS);
    let sorted = enough.min(differing);
    let from = differing.saturating_sub(sorted).saturating_add(lowest);
    let spare = spare.get_mut(..keys.len()).unwrap_or_default();
    sort_in_rounds(keys, spare, from, sorted);
    if sorted < differing || must_settle {
        for_ties(keys, from, settle);
    }
}

/// Gives keys that are equal from the bit `lowest` on to `settle`, where there are several, some ties at a time; keys are in
/// order in these bits, and few of them are equal.
fn for_ties(keys: &mut [u64], lowest: u32, settle: &Settle<'_>) {
    let leading = |key: &u64| key.wrapping_shr(lowest);
    let are_equal = |pair: &[u64]| matches!(pair, [left, right] if leading(left) == leading(right));
    let mut ties = Vec::with_capacity(TIES_AT_ONCE);
    let mut settled = 0_usize;
    while let Some(rest) = keys.get(settled..)
        && let Some(first) = rest.windows(2).position(are_equal)
    {
        let tied = rest.get(first..).unwrap_or_default();
        let equal = tied.first().map(leading);
        let len = tied.iter().position(|key| Some(leading(key)) != equal).unwrap_or(tied.len());
        let start = settled.saturating_add(first);
        settled = start.saturating_add(len);
        ties.push(start..settled);
        if ties.len() == TIES_AT_ONCE {
            settle(keys, &ties);
            ties.clear();
        }
    }
    settle(keys, &ties);
}

/// Sorts the keys of each tie.
fn sort_ties(keys: &mut [u64], ties: &[Range<usize>]) {
    for tie in ties {
        keys.get_mut(tie.clone()).unwrap_or_default().sort_unstable();
    }
}

/// Sorts keys by so many bits from the `lowest` on, in rounds from the last bits to the first. Keys that are equal in
/// these bits stay in their order.
fn sort_in_rounds(keys: &mut [u64], spare: &mut [u64], lowest: u32, bits: u32) {
    let rounds = bits.div_ceil(ROUND_BITS);
    // As few in each round as it can be, so that fewer places are written to in turn.
    let round_bits = bits.div_ceil(rounds.max(1));
    let (mut from, mut to) = (&mut *keys, &mut *spare);
    for round in 0..rounds {
        let shift = round.saturating_mul(round_bits).saturating_add(lowest);
        let width = bits.saturating_sub(round.saturating_mul(round_bits)).min(round_bits);
        let mask = 1_u64.wrapping_shl(width).wrapping_sub(1);
        let digit = |key: u64| place(key.wrapping_shr(shift) & mask);
        let mut places = [0_u32; 1 << ROUND_BITS];
        for key in from.iter() {
            if let Some(count) = places.get_mut(digit(*key)) {
                // There are fewer rows than 2^32.
                *count = count.wrapping_add(1);
            }
        }
        starts_of(&mut places);
        for key in from.iter() {
            let Some(place) = places.get_mut(digit(*key)) else { continue };
            if let Some(slot) = to.get_mut(*place as usize) {
                *slot = *key;
            }
            *place = place.wrapping_add(1);
        }
        core::mem::swap(&mut from, &mut to);
    }
    if rounds % 2 == 1 {
        keys.copy_from_slice(spare);
    }
}

impl Criteria<'_> {
    /// Puts the keys of each tie into order, of at most [`TIES_AT_ONCE`]; where codes are equal, by what they had no room for.
    /// A key ends with `place_bits` that tell its row.
    ///
    /// Most ties are of two rows, which lie anywhere in the columns. What these are compared by is looked up for all of them
    /// first, so that memory is waited for once and not tie by tie.
    fn settle_ties(
        &self,
        place_bits: u32,
        row: &dyn Fn(u64) -> u32,
        keys: &mut [u64],
        ties: &[Range<usize>],
    ) {
        let mut next = [[0; 2]; TIES_AT_ONCE];
        if let Some(criterion) = self.criteria.first() {
            for (next, tie) in next.iter_mut().zip(ties) {
                if let Some(&[left, right]) = keys.get(tie.clone()) {
                    *next = [left, right].map(|key| criterion.code(row(key), 0));
                }
            }
        }
        let code = |key: u64| key.wrapping_shr(place_bits);
        for ([first, second], tie) in next.into_iter().zip(ties) {
            match keys.get_mut(tie.clone()).unwrap_or_default() {
                [left, right] if code(*left) == code(*right) && first != second => {
                    if first > second {
                        core::mem::swap(left, right);
                    }
                }
                equals => {
                    equals.sort_unstable();
                    self.settle_equals(place_bits, row, equals);
                }
            }
        }
    }

    /// Puts sorted keys with equal codes into order, for which the codes had no room. A key ends with `place_bits` that tell
    /// its row.
    fn settle_equals(&self, place_bits: u32, row: &dyn Fn(u64) -> u32, keys: &mut [u64]) {
        let code_bits = u64::BITS.saturating_sub(place_bits);
        let code = |key: u64| key.wrapping_shr(place_bits);
        for equals in keys.chunk_by_mut(|left, right| code(*left) == code(*right)) {
            if equals.len() <= FEW_EQUALS {
                equals.sort_unstable_by(|left, right| self.compare(row(*left), row(*right)));
                continue;
            }
            // Their ranges are smaller by the bits in which they are equal: this ends.
            let mut listed = [0; BLOCK];
            let mut ranges = vec![CodeRange::EMPTY; self.criteria.len()];
            for keys in equals.chunks(BLOCK) {
                self.widen(&mut ranges, &list(row, keys, &mut listed));
            }
            let narrower = Packing::new(self, &ranges, code_bits);
            let mut renewed = [0; BLOCK];
            for keys in equals.chunks_mut(BLOCK) {
                let block = list(row, keys, &mut listed);
                for (key, renewed) in keys.iter_mut().zip(narrower.codes(&block, &mut renewed)) {
                    let place = *key & 1_u64.wrapping_shl(place_bits).wrapping_sub(1);
                    *key = renewed.wrapping_shl(place_bits) | place;
                }
            }
            equals.sort_unstable();
            if !narrower.is_exact {
                self.settle_equals(place_bits, row, equals);
            }
        }
    }
}

/// The rows of at most [`BLOCK`] keys.
fn list<'a>(row: &dyn Fn(u64) -> u32, keys: &[u64], listed: &'a mut [u32; BLOCK]) -> Block<'a> {
    for (slot, key) in listed.iter_mut().zip(keys) {
        *slot = row(*key);
    }
    Block::Listed(listed.get(..keys.len()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use core::cmp::Reverse;
    use std::iter::repeat_with;

    use super::*;
    use crate::jobs::testing::Random;

    const ELIGIBLE: u8 = 13;

    /// Columns of a case; none of them is absent.
    #[derive(Default)]
    struct Case {
        reason: Vec<u8>,
        captured: Vec<i64>,
        priority: Vec<i64>,
        has_priority: Vec<u8>,
        attempts: Vec<u32>,
        id_rank: Vec<u32>,
    }

    /// Which columns a run is given.
    #[derive(Clone, Copy, Debug)]
    struct Given {
        priority: bool,
        validity: bool,
        attempts: bool,
        ids: bool,
        precedence: Precedence,
        /// A number of 32 bits goes with each row.
        carries_much: bool,
    }

    impl Given {
        /// Every row has a priority, and there is nothing else that need not be there.
        const PLAIN: Self = Self {
            priority: true,
            validity: false,
            attempts: false,
            ids: false,
            carries_much: false,
            precedence: Precedence { newest_first: false, fresh_first: false },
        };

        fn random(random: &mut Random) -> Self {
            Self {
                priority: !random.once_in(4),
                validity: random.once_in(2),
                attempts: random.once_in(2),
                ids: random.once_in(2),
                carries_much: random.once_in(2),
                precedence: Precedence {
                    newest_first: random.once_in(2),
                    fresh_first: random.once_in(2),
                },
            }
        }
    }

    impl Case {
        /// So many rows, all eligible, with priorities and ages that `values` draws.
        fn new(
            rows: usize,
            random: &mut Random,
            mut values: impl FnMut(&mut Random) -> (i64, i64),
        ) -> Self {
            let (priority, captured) = repeat_with(|| values(random)).take(rows).unzip();
            let mut ids: Vec<u32> = (0..number(rows)).collect();
            for place in (1..rows).rev() {
                ids.swap(place, random.below(number(place + 1)) as usize);
            }
            Self {
                reason: vec![ELIGIBLE; rows],
                captured,
                priority,
                has_priority: repeat_with(|| random.below(256) as u8)
                    .take(rows.div_ceil(8))
                    .collect(),
                attempts: repeat_with(|| random.below(3)).take(rows).collect(),
                id_rank: ids,
            }
        }

        /// The order as served and as the plain comparison of the rule gives it.
        fn orders(&self, given: Given) -> (Vec<u32>, Vec<u32>) {
            self.orders_in(&mut Order::default(), given)
        }

        fn orders_in(&self, memory: &mut Order, given: Given) -> (Vec<u32>, Vec<u32>) {
            let status = vec![0; self.reason.len()];
            let owner = vec![0; self.reason.len()];
            let validity = Bitmap::new(&self.has_priority);
            let priority = match given.validity {
                true => Column::with_validity(&self.priority[..], validity),
                false => Column::full(&self.priority[..]),
            };
            let leads = LeadColumns {
                priority: given.priority.then_some(priority),
                attempts: given.attempts.then_some(&self.attempts),
                id_rank: given.ids.then_some(&self.id_rank),
                ..LeadColumns::new(&status, &self.captured, Column::full(&owner))
            };
            let eligible: Vec<u32> = (0..number(self.reason.len()))
                .filter(|row| at(&self.reason, *row) == ELIGIBLE)
                .collect();
            let queue = Queue { reason: &self.reason, marker: ELIGIBLE, len: eligible.len() };
            // Too large to be carried beside many rows, or small.
            let number_of = |row: u32| if given.carries_much { !row } else { row % 100 };
            let of_rows = |first: usize, own: &mut [u32]| {
                (number(first)..).zip(own).for_each(|(row, own)| *own = number_of(row));
            };
            let bits = if given.carries_much { 32 } else { 7 };
            let carried = Carried { bits, of_rows: &of_rows };
            let criteria = Criteria::new(&leads, given.precedence);
            let sorted = match criteria.are_all_in_order(self.reason.len()) {
                true => None,
                false => sort(&criteria, queue, carried, memory, &mut |_| {}),
            };
            let mut expected = eligible.clone();
            expected.sort_by_key(|row| {
                let at_row = *row as usize;
                let age = i128::from(self.captured[at_row]);
                (
                    given.precedence.fresh_first && given.attempts && self.attempts[at_row] > 0,
                    Reverse(leads.priority.and_then(|priority| priority.at(at_row))),
                    if given.precedence.newest_first { -age } else { age },
                    if given.ids { self.id_rank[at_row] } else { 0 },
                )
            });
            assert_eq!(sorted.is_none(), expected == eligible, "{given:?}");
            let rows = match sorted {
                None => eligible,
                Some(sorted) => {
                    let leads = || sorted.pairs().iter().map(|own| halves(*own));
                    assert!(leads().all(|(row, own)| own == number_of(row)), "{given:?}");
                    leads().map(|(row, _)| row).collect()
                }
            };
            (rows, expected)
        }

        fn check(&self, given: Given) {
            self.check_in(&mut Order::default(), given);
        }

        fn check_in(&self, memory: &mut Order, given: Given) {
            let (served, expected) = self.orders_in(memory, given);
            assert!(served == expected, "{} rows, {given:?}", self.reason.len());
        }

        /// Leaves out about one row in `times`.
        fn without_one_in(mut self, times: u32, random: &mut Random) -> Self {
            for reason in self.reason.iter_mut().filter(|_| random.once_in(times)) {
                *reason = 1;
            }
            self
        }
    }

    fn whole(random: &mut Random) -> i64 {
        (u64::from(random.below(u32::MAX)) << 33 ^ u64::from(random.below(u32::MAX)) << 3)
            .cast_signed()
    }

    fn day(random: &mut Random) -> (i64, i64) {
        (i64::from(random.below(10)), 1_750_000_000_000 + i64::from(random.below(86_400_000)))
    }

    /// A5, T1: small cases with many ties are served in the order of the rule.
    #[test]
    fn few_leads_are_served_in_order() {
        let mut random = Random(21);
        for _ in 0..20_000 {
            let rows = random.below(12) as usize;
            let values =
                |random: &mut Random| (i64::from(random.below(2)), i64::from(random.below(3)));
            let case = Case::new(rows, &mut random, values);
            case.without_one_in(4, &mut random).check(Given::random(&mut random));
        }
    }

    /// A5, T1: many leads are served in the order of the rule, whatever columns there are.
    #[test]
    fn many_leads_are_served_in_order() {
        let mut random = Random(22);
        for _ in 0..60 {
            let rows = random.below(4_000) as usize;
            let case = Case::new(rows, &mut random, day);
            case.check(Given::random(&mut random));
            case.without_one_in(3, &mut random).check(Given::random(&mut random));
        }
        let case = Case::new(300_000, &mut random, day);
        case.check(Given::random(&mut random));
        case.without_one_in(1_000, &mut random).check(Given::random(&mut random));
    }

    /// A5, T1: so they are in memory that was used for other leads, more or fewer of them.
    #[test]
    fn leads_are_served_in_order_in_memory_that_was_used_before() {
        let mut random = Random(27);
        let mut memory = Order::default();
        for rows in [3_000, 100_000, 40_000, 20, 5_000, 200_000] {
            let case = Case::new(rows, &mut random, day);
            case.check_in(&mut memory, Given::random(&mut random));
            case.without_one_in(5, &mut random).check_in(&mut memory, Given::random(&mut random));
        }
    }

    /// A5: priorities and instants may be any numbers.
    #[test]
    fn numbers_of_any_size_are_told_apart() {
        let mut random = Random(23);
        let ends = [i64::MIN, i64::MIN + 1, -1, 0, 1, i64::MAX - 1, i64::MAX];
        let extreme =
            |random: &mut Random| (ends[random.below(7) as usize], ends[random.below(7) as usize]);
        let any = |random: &mut Random| (whole(random), whole(random));
        let few_priorities = |random: &mut Random| {
            (
                ends[random.below(7) as usize],
                1_750_000_000_000 + i64::from(random.below(86_400_000)),
            )
        };
        for rows in [2, 30, 3_000, 70_000] {
            for _ in 0..12 {
                let given = Given::random(&mut random);
                Case::new(rows, &mut random, extreme).check(given);
                Case::new(rows, &mut random, any).check(given);
                Case::new(rows, &mut random, few_priorities).check(given);
            }
        }
    }

    /// A5: leads that are equal but for their ids, and leads that are equal in everything.
    #[test]
    fn equal_leads_are_served_by_id_and_then_by_row() {
        let mut random = Random(24);
        for rows in [2, 40, 5_000, 70_000] {
            let mut case = Case::new(rows, &mut random, |_| (1, 5));
            assert!(case.orders(Given::PLAIN).0.is_sorted());
            case.check(Given { ids: true, ..Given::PLAIN });
            case.check(Given { validity: true, ids: true, ..Given::PLAIN });
            // One lead far away from the others, so that the ids find no room beside the ages at first.
            case.captured[rows / 2] = i64::MIN;
            case.check(Given { ids: true, ..Given::PLAIN });
            case.check(Given { validity: true, ..Given::PLAIN });
        }
    }

    /// A5: one lead far from all others, and nearly all leads at one instant.
    #[test]
    fn crowded_instants_are_told_apart() {
        let mut random = Random(25);
        let crowded = |random: &mut Random| {
            let outlier = if random.once_in(1_000) { whole(random) } else { 0 };
            (0, 1_750_000_000_000 + i64::from(random.below(50)) + outlier)
        };
        for rows in [1_000, 200_000] {
            for _ in 0..4 {
                Case::new(rows, &mut random, crowded).check(Given::random(&mut random));
            }
        }
    }

    /// A5: leads are served in order whether or not some rows tell the ranges of all.
    #[test]
    fn rows_outside_a_guessed_range_are_served_in_order() {
        let mut random = Random(27);
        let minute = |random: &mut Random| {
            let minutes = 29_000_000 + i64::from(random.below(500_000));
            (i64::from(random.below(10)), minutes * 60_000)
        };
        let rows = SAMPLE * FEWEST_PER_SAMPLED + 999;
        // The second row is none of those that are looked at first.
        let changes: [fn(&mut i64, &mut i64); 7] = [
            |_, _| (),
            |priority, _| *priority = 100,
            |priority, _| *priority = i64::MIN,
            |_, captured| *captured = 0,
            |_, captured| *captured = i64::MAX,
            |_, captured| *captured += 1,
            |priority, captured| (*priority, *captured) = (i64::MAX, i64::MIN),
        ];
        for (number_of_case, change) in changes.into_iter().enumerate() {
            let mut case = Case::new(rows, &mut random, minute);
            change(&mut case.priority[1], &mut case.captured[1]);
            let queue = Queue { reason: &case.reason, marker: ELIGIBLE, len: rows };
            let zeros = vec![0; rows];
            let (status, owner) = (vec![0; rows], Column::full(&zeros));
            let priority = Some(Column::full(&case.priority));
            let leads =
                LeadColumns { priority, ..LeadColumns::new(&status, &case.captured, owner) };
            let criteria = Criteria::new(&leads, Given::PLAIN.precedence);
            let carried = Carried { bits: 0, of_rows: &|_, _| () };
            let ranges = criteria.guessed_ranges(queue).expect("the ranges can be wider");
            let fits = Keying::new(&criteria, &ranges, queue, carried).count(queue).is_some();
            assert_eq!(fits, number_of_case == 0, "case {number_of_case}");
            case.check(Given::PLAIN);
        }
    }

    /// A5: leads that come in order, in the reversed order, or with a single one out of place at a seam of blocks.
    #[test]
    fn leads_in_order_are_noticed() {
        let mut random = Random(26);
        let mut given = Given::PLAIN;
        for rows in [0, 1, 2, BLOCK, BLOCK + 1, 5 * BLOCK + 3, COMPARED + 1, 2 * COMPARED + 3] {
            let mut case = Case::new(rows, &mut random, day);
            case.priority.sort_unstable_by_key(|priority| Reverse(*priority));
            case.priority.iter_mut().for_each(|priority| *priority /= 5);
            // Ages start anew where the priority falls.
            let split = case.priority.partition_point(|priority| *priority > 0);
            case.captured[..split].sort_unstable();
            case.captured[split..].sort_unstable();
            let (served, expected) = case.orders(given);
            assert!(served == expected && served.is_sorted());
            let seams = [BLOCK - 1, BLOCK, 2 * BLOCK, COMPARED - 1, COMPARED, COMPARED + 1];
            for seam in seams.into_iter().filter(|seam| *seam < rows) {
                for earlier in [i64::MIN, case.captured[seam - 1] - 1] {
                    let kept = core::mem::replace(&mut case.captured[seam], earlier);
                    case.check(given);
                    case.captured[seam] = kept;
                }
            }
            case.captured.reverse();
            case.priority.reverse();
            case.check(given);
            given.precedence.newest_first = !given.precedence.newest_first;
            case.check(given);
            given.precedence.newest_first = false;
            case.without_one_in(2, &mut random).check(given);
        }
    }

    /// A5: rows that are looked at little by little are in order if each is before the next one.
    #[test]
    fn looking_little_by_little_tells_what_comparing_all_tells() {
        let mut random = Random(28);
        let mut in_order = [0; 2];
        for _ in 0..3_000 {
            let rows = random.below(150) as usize;
            let levels = 1 + random.below(2);
            let mut leads: Vec<(i64, i64)> = (0..rows)
                .map(|_| (i64::from(random.below(levels)), random.below(90).into()))
                .collect();
            leads.sort_unstable_by_key(|(priority, captured)| (Reverse(*priority), *captured));
            if rows > 0 && random.once_in(2) {
                let changed = [i64::MIN, 0, 89, i64::MAX][random.below(4) as usize];
                leads[random.below(number(rows)) as usize].1 = changed;
            }
            let expected =
                leads.is_sorted_by_key(|(priority, captured)| (Reverse(*priority), *captured));
            let (priorities, captured): (Vec<i64>, Vec<i64>) = leads.into_iter().unzip();
            for turns in 0..6 {
                let mut look = Look::new(&priorities, &captured);
                (0..turns).for_each(|_| look.go_on());
                assert_eq!(look.tell(), expected, "{priorities:?} {captured:?} after {turns}");
            }
            in_order[usize::from(expected)] += 1;
        }
        assert!(in_order.iter().all(|cases| *cases > 500), "{in_order:?}");
    }
}
