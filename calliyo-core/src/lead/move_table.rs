//! Whether a bare move may be made, asked of plain numbers (rule L9).
//!
//! [`Engine::transitions`] decides a command for every status and tells all about each. A board on which leads are dragged
//! from status to status, or a filter over many leads, asks for less and asks more often: may this lead go there, and if
//! not, what is the first reason. For that a lead and its context are boiled down once to [`MoveFacts`], one number that C
//! and JavaScript can hold, and [`MoveTable::can_move`] compares what the move requires with what the facts show.
//!
//! No rule stands here a second time. What a move requires is learnt by asking [`Engine::decide`] for each pair of statuses
//! about a lead that has nothing and an actor who may do nothing: the rejection lists every guard there is. Whether a move
//! mends a lead that contradicts itself (rule L2) depends on more than one fact at a time, so that this is asked of `decide`
//! when the facts are made; such leads are few.
//!
//! *The table is no part of the engine.* It costs two decisions for each pair of statuses, and as many for each role where
//! the company lists allowed moves (rule P6). Every start of a host and every check of a policy makes an engine, and most of
//! them never ask for a move in this way.

use alloc::vec::Vec;
use core::iter::once;

use super::{Actor, Command, Context, Conversion, Deed, Lead, NewLead};
use crate::{
    access::resource_of,
    code::Code,
    diagnostic::{Diagnostic, Param},
    engine::Engine,
    ids::{AgentId, CommandId, LeadId, RoleId, StatusId},
    order::Map,
    policy::{Action, CUSTOMER, Permission, Status, UNASSIGNED, schema_fault},
    time::Timestamp,
};

/// What the moves of one lead depend on, for one actor and instant (rules L9, L12).
///
/// Made by [`Engine::move_facts`] and good as long as neither lead nor context change. Leads and contexts of the same facts
/// have the same [`Engine::transitions`], in every field. The number is below 2<sup>53</sup>, so that JavaScript holds it
/// exactly, and as small as the pipeline and its roles allow where the lead is like almost every lead; what it is made of
/// may change with the version of the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MoveFacts(u64);

/// What each move of a company's pipeline requires, for [`MoveFacts`] of the same policy (rule L9).
///
/// Immutable, `Send + Sync`, and made once per policy by [`Engine::move_table`].
#[derive(Clone, Debug)]
pub struct MoveTable {
    /// Where in `required` the row of each role and status begins; rows that are alike are kept once.
    starts: Vec<usize>,
    /// Bits of [`Requirement`]: a row has one entry per status to move to, and a last one for a status that there is not.
    required: Vec<u16>,
    /// How many statuses the pipeline has.
    statuses: usize,
}

/// What a move can require, in the order in which a rejection lists what is missing (rule L3).
///
/// The first nine are met by almost every lead, or by none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Requirement {
    SchemaNotNewer,
    SchemaNotOlder,
    /// No fact meets this: the company does not list the move for the role.
    ListedMove,
    /// No fact meets this: the status is not in the pipeline.
    KnownStatus,
    /// The lead contradicts itself in nothing, or no more once it was moved to the status that it is on.
    SoundWhereItIs,
    /// The same, once it went back to the pool.
    SoundInPool,
    /// The same, once it is a customer.
    SoundAsCustomer,
    /// The same, once it is on another status that closes follow-ups.
    SoundOnClosing,
    /// The same, once it is on any other status.
    SoundElsewhere,
    FollowUp,
    /// No fact meets this: a bare command brings no owner.
    NewOwner,
    MayMove,
    MayAssign,
}

impl MoveFacts {
    /// The first bit of the number of the row. Below it stand the ordinary requirements that are met.
    const ROW: u32 = Requirement::COUNT - Requirement::FIRST_ORDINARY;

    /// The first bit above the number of the row. From there on stand the requirements that hardly any lead misses, as far as
    /// they are missed.
    const MISSED: u32 = 40;

    /// The facts of a row by what is met, in bits of [`Requirement`].
    fn new(row: u64, met: u16) -> Self {
        let ordinary = u64::from(met) >> Requirement::FIRST_ORDINARY;
        let missed = u64::from(Requirement::RARELY_MISSED & !met);
        Self(missed << Self::MISSED | row << Self::ROW | ordinary)
    }

    /// The number of the row.
    fn row(self) -> Option<usize> {
        usize::try_from((self.0 & ((1 << Self::MISSED) - 1)) >> Self::ROW).ok()
    }

    /// What is met, in bits of [`Requirement`].
    fn met(self) -> u64 {
        let ordinary = (self.0 & ((1 << Self::ROW) - 1)) << Requirement::FIRST_ORDINARY;
        let missed = self.0 >> Self::MISSED;
        ordinary | (u64::from(Requirement::RARELY_MISSED) & !missed)
    }

    /// The facts that such a number stands for.
    ///
    /// Any number will do: one that no engine made gets some answer, in most cases [`Code::StatusUnknown`].
    #[must_use]
    pub const fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    /// The number that stands for the facts.
    #[must_use]
    pub const fn bits(self) -> u64 {
        self.0
    }
}

impl Engine {
    /// What the moves of this lead depend on, for this actor and instant (rules L9, G3).
    ///
    /// No guard of a bare move lacks a fact when the context has none but actor and instant (rule L12).
    #[must_use]
    pub fn move_facts(&self, lead: &Lead, context: &Context) -> MoveFacts {
        let schema = schema_fault(lead.schema, "").map(|fault| fault.code());
        let access = self.access(&context.actor);
        let may = |action| {
            let permission = Permission::new(resource_of(lead), action);
            access.may(permission, lead, lead.owner.as_ref())
        };
        let facts = [
            (schema != Some(Code::DocumentTooNew), Requirement::SchemaNotNewer),
            (schema != Some(Code::NumberOutOfRange), Requirement::SchemaNotOlder),
            (!lead.follow_ups.is_empty(), Requirement::FollowUp),
            (may(Action::Move), Requirement::MayMove),
            (may(Action::Assign), Requirement::MayAssign),
        ];
        let met = facts.iter().filter(|(is_met, _)| *is_met);
        let met = met.fold(self.soundness(lead, context), |bits, (_, own)| bits | own.bit());
        MoveFacts::new(self.row(context.actor.role.as_ref(), &lead.status), met)
    }

    /// The table by which [`MoveTable::can_move`] answers (rule L9).
    ///
    /// It takes two decisions for each pair of statuses and each role that the list of allowed moves can tell apart. To be
    /// made once, when the policy is loaded, and kept beside the engine.
    ///
    /// ```
    /// # #[cfg(feature = "tzdb")] {
    /// use calliyo_core::{
    ///     AgentId, Code, Engine,
    ///     lead::{Actor, Context, Lead},
    ///     policy::Policy,
    ///     time::Timestamp,
    /// };
    ///
    /// let engine = Engine::new(Policy::default())?;
    /// let table = engine.move_table();
    ///
    /// let lead: Lead = serde_json::from_str(
    ///     r#"{"id":"l-1","status":"busy","statusSince":"2026-05-15T09:00:00Z","owner":"asha","capturedAt":"2026-05-11T09:00:00Z"}"#,
    /// )?;
    /// let host = Actor { id: AgentId::new("import")?, role: None, branch: None, department: None };
    /// let facts = engine.move_facts(&lead, &Context::new(Timestamp::parse("2026-05-15T13:00:00Z")?, host));
    ///
    /// let place = |id: &str| engine.policy().pipeline.statuses.iter().position(|own| own.id == *id);
    /// assert_eq!(table.can_move(facts, place("interested").ok_or("no such status")?), Ok(()));
    /// assert_eq!(
    ///     table.can_move(facts, place("followUps").ok_or("no such status")?),
    ///     Err(Code::StatusNeedsFollowUp),
    /// );
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn move_table(&self) -> MoveTable {
        let statuses = &self.policy().pipeline.statuses;
        let nowhere = StatusId::fixed(NOWHERE);
        let places = || statuses.iter().map(|status| &status.id).chain(once(&nowhere));
        let mut table =
            MoveTable { starts: Vec::new(), required: Vec::new(), statuses: statuses.len() };
        let mut seen = Map::new();
        for role in self.roles_of_rows() {
            for from in places() {
                let lead = self.barest_lead(from);
                let row: Vec<_> =
                    places().map(|to| self.required(&lead, role.as_ref(), to)).collect();
                let start = seen.get(&row).copied().unwrap_or_else(|| {
                    let start = table.required.len();
                    table.required.extend_from_slice(&row);
                    start
                });
                seen.insert_if_missing(row, start);
                table.starts.push(start);
            }
        }
        table
    }

    /// The kinds of moves after which nothing in the lead contradicts itself: all of them, for almost every lead (rule L2).
    fn soundness(&self, lead: &Lead, context: &Context) -> u16 {
        if self.contradictions(lead, context.now).is_empty() {
            return Requirement::SOUND.iter().fold(0, |bits, own| bits | own.bit());
        }
        let mut asked = 0;
        let mut met = 0;
        for to in &self.policy().pipeline.statuses {
            let kind = Requirement::sound_on(&lead.status, to).bit();
            if asked & kind == 0 {
                asked |= kind;
                let refused = self.decide(Some(lead), &bare_move(&to.id), context).err();
                let mends = refused.is_none_or(|rejection| !rejection.has(Code::LeadInconsistent));
                met |= if mends { kind } else { 0 };
            }
        }
        met
    }

    /// The number of the row: roles in the order of [`roles_of_rows`](Self::roles_of_rows), and for each of them the
    /// statuses in the order of the pipeline and one that is not in it.
    fn row(&self, role: Option<&RoleId>, status: &StatusId) -> u64 {
        let statuses = &self.policy().pipeline.statuses;
        let status = statuses.iter().position(|own| own.id == *status).unwrap_or(statuses.len());
        let role = match role.filter(|_| self.policy().pipeline.allowed_moves.is_some()) {
            None => 0,
            Some(role) => {
                let roles = &self.policy().people.roles;
                let known = roles.iter().position(|own| own.id == *role);
                known.unwrap_or(roles.len()).saturating_add(1)
            }
        };
        let row = role.saturating_mul(statuses.len().saturating_add(1)).saturating_add(status);
        u64::try_from(row).unwrap_or(u64::MAX)
    }

    /// The roles that the list of allowed moves can tell apart: the host's own process, where there is a list each role of
    /// the company, and one that it does not have (rule P6).
    fn roles_of_rows(&self) -> impl Iterator<Item = Option<RoleId>> {
        let listed = self.policy().pipeline.allowed_moves.is_some();
        let roles = self.policy().people.roles.iter().map(|role| role.id.clone());
        let persons = roles.chain(once(RoleId::fixed(NOBODY))).filter(move |_| listed);
        once(None).chain(persons.map(Some))
    }

    /// What the move of this lead requires, as `decide` tells it.
    ///
    /// The role says which moves are listed. All else is what an actor of no role of the company is refused for.
    fn required(&self, lead: &Lead, role: Option<&RoleId>, to: &StatusId) -> u16 {
        let missing = |role: Option<RoleId>| {
            let actor = Actor { id: AgentId::unnamed(), role, branch: None, department: None };
            let context = Context::new(Timestamp::MIN, actor);
            let rejection = self.decide(Some(lead), &bare_move(to), &context).err();
            let reasons = rejection.iter().flat_map(|own| &own.reasons);
            reasons.filter_map(Requirement::missing).fold(0, |bits, own| bits | own.bit())
        };
        let listed = Requirement::ListedMove.bit();
        let of_every_lead = Requirement::SchemaNotNewer.bit() | Requirement::SchemaNotOlder.bit();
        let sound = self.status(to).map(|to| Requirement::sound_on(&lead.status, to).bit());
        (missing(role.cloned()) & listed)
            | (missing(Some(RoleId::fixed(NOBODY))) & !listed)
            | of_every_lead
            | sound.unwrap_or_default()
    }

    /// A lead on the status that contradicts itself in nothing and has nothing that it can do without.
    fn barest_lead(&self, status: &StatusId) -> Lead {
        let nobody = Actor { id: AgentId::unnamed(), role: None, branch: None, department: None };
        let context = Context::new(Timestamp::MIN, nobody);
        let mut lead = self.unassigned_lead(&NewLead::new(LeadId::unnamed()), &context);
        lead.status = status.clone();
        lead.owner = Some(AgentId::unnamed()).filter(|_| !lead.is_unassigned());
        let agent = AgentId::unnamed();
        lead.conversion =
            lead.is_customer().then_some(Conversion { at: Timestamp::MIN, agent, order: None });
        lead
    }
}

impl MoveTable {
    /// Whether a bare `changeStatus` to this status would pass; otherwise the first code of the rejection (rule L9).
    ///
    /// `to` is the status's place in the pipeline, from 0. The facts have to come from an engine of the same policy.
    /// Allocates nothing.
    ///
    /// # Errors
    /// The code that [`Engine::transitions`] gives for the move; [`Code::StatusUnknown`] where the pipeline has no such
    /// place, and for numbers that are no facts.
    #[inline]
    pub fn can_move(&self, facts: MoveFacts, to: usize) -> Result<(), Code> {
        let start = facts.row().and_then(|row| self.starts.get(row)).ok_or(Code::StatusUnknown)?;
        let place = start.saturating_add(to.min(self.statuses));
        let required = self.required.get(place).ok_or(Code::StatusUnknown)?;
        let missing = u64::from(*required) & !facts.met();
        // A table in place of a branch on whether anything is missing, which no processor would foresee.
        let first = usize::try_from((missing | Requirement::PAST_THE_LAST).trailing_zeros());
        first
            .ok()
            .and_then(|first| Requirement::VERDICTS.get(first))
            .copied()
            .unwrap_or(Err(Code::StatusUnknown))
    }
}

impl Requirement {
    /// The kinds of moves after which a lead may be sound or not.
    const SOUND: [Self; 5] = [
        Self::SoundWhereItIs,
        Self::SoundInPool,
        Self::SoundAsCustomer,
        Self::SoundOnClosing,
        Self::SoundElsewhere,
    ];

    /// How many there are.
    const COUNT: u32 = Self::MayAssign as u32 + 1;

    /// The first of those that one lead meets and the next does not.
    const FIRST_ORDINARY: u32 = Self::FollowUp as u32;

    /// Those before it that a lead can meet.
    const RARELY_MISSED: u16 = Self::SchemaNotNewer.bit()
        | Self::SchemaNotOlder.bit()
        | Self::SoundWhereItIs.bit()
        | Self::SoundInPool.bit()
        | Self::SoundAsCustomer.bit()
        | Self::SoundOnClosing.bit()
        | Self::SoundElsewhere.bit();

    /// The answer by the first requirement that is missing, and the one for none.
    const VERDICTS: [Result<(), Code>; 14] = [
        Err(Code::DocumentTooNew),
        Err(Code::NumberOutOfRange),
        Err(Code::StatusMoveNotAllowed),
        Err(Code::StatusUnknown),
        Err(Code::LeadInconsistent),
        Err(Code::LeadInconsistent),
        Err(Code::LeadInconsistent),
        Err(Code::LeadInconsistent),
        Err(Code::LeadInconsistent),
        Err(Code::StatusNeedsFollowUp),
        Err(Code::StatusNeedsOwner),
        Err(Code::PermissionDenied),
        Err(Code::PermissionDenied),
        Ok(()),
    ];

    /// The bit after that of the last requirement.
    const PAST_THE_LAST: u64 = 1 << Self::COUNT;

    /// That nothing in the lead contradicts itself once it went from one status to the other (rules L2, L6, L8, V1).
    fn sound_on(from: &StatusId, to: &Status) -> Self {
        if *from == to.id {
            Self::SoundWhereItIs
        } else if to.id == *UNASSIGNED {
            Self::SoundInPool
        } else if to.id == *CUSTOMER {
            Self::SoundAsCustomer
        } else if to.closes_follow_ups {
            Self::SoundOnClosing
        } else {
            Self::SoundElsewhere
        }
    }

    /// What is missing according to a reason of a rejection; contradictions are left to [`sound_on`](Self::sound_on).
    fn missing(reason: &Diagnostic) -> Option<Self> {
        match reason.code() {
            Code::StatusMoveNotAllowed => Some(Self::ListedMove),
            Code::StatusUnknown => Some(Self::KnownStatus),
            Code::StatusNeedsFollowUp => Some(Self::FollowUp),
            Code::StatusNeedsOwner => Some(Self::NewOwner),
            Code::PermissionDenied => {
                let Some(Param::Text(permission)) = reason.param("permission") else { return None };
                let assigns = permission.ends_with(".assign");
                Some(if assigns { Self::MayAssign } else { Self::MayMove })
            }
            _ => None,
        }
    }

    const fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// A move to the status, and nothing beside it.
fn bare_move(to: &StatusId) -> Command {
    let deed = Deed::change_status(to.clone());
    Command { id: CommandId::unnamed(), expected_version: None, deed }
}

/// The id of a status that no pipeline has: a policy with an empty id is refused (rule G2).
const NOWHERE: &str = "";

/// The id of a role that no company has.
const NOBODY: &str = "";
