//! The company: people, policy, calendar and price list.

use calliyo_core::{
    AgentId, BranchId, Diagnostic, Fact, MinorUnits, RoleId,
    lead::{Agent, AgentState, Currency, Order, PaymentStatus},
    policy::{AssignmentScope, Policy},
    time::{Calendar, CallingHours, EndTime, LocalDate, LocalTime, TimeZone, Weekday},
};

/// The days of the story: a Thursday, a public holiday, a weekend, a Monday and a Tuesday.
pub(super) const FIRST_DAY: (i32, u32, u32) = (2026, 4, 30);
/// How many dates the story goes through.
pub(super) const DAYS: i32 = 6;

/// The holidays of the period, with their names.
pub(super) const HOLIDAYS: [(&str, &str); 3] = [
    ("2026-04-14", "Dr. B. R. Ambedkar's Birthday"),
    ("2026-05-01", "Maharashtra Day"),
    ("2026-05-27", "Eid al-Adha"),
];

/// The agents: id, name, branch and cap.
pub(super) const AGENTS: [(&str, &str, &str, u32); 8] = [
    ("aarav.mehta", "Aarav Mehta", "mumbai", 30),
    ("priya.nair", "Priya Nair", "mumbai", 30),
    ("rohan.kulkarni", "Rohan Kulkarni", "mumbai", 28),
    ("sneha.iyer", "Sneha Iyer", "mumbai", 12),
    ("vikram.deshpande", "Vikram Deshpande", "pune", 32),
    ("ananya.joshi", "Ananya Joshi", "pune", 32),
    ("karan.patil", "Karan Patil", "pune", 30),
    ("meera.shah", "Meera Shah", "pune", 24),
];

/// Who hands out and looks after leads without calling.
const OFFICE: [(&str, &str, &str); 2] =
    [("sunita.rao", "Sunita Rao", "manager"), ("rajesh.gupta", "Rajesh Gupta", "companyAdmin")];

/// The id of the manager.
pub(super) const MANAGER: &str = "sunita.rao";
/// The id of the agent who is banned over the weekend.
pub(super) const BANNED: &str = "meera.shah";
/// The id of the agent with a small cap.
pub(super) const SMALL_CAP: &str = "sneha.iyer";

/// What is sold: name, price in whole units before tax, and currency.
const PLANS: [(&str, i64, &str); 5] = [
    ("Family Floater 10L", 18_490, "INR"),
    ("Term Life 1Cr", 12_250, "INR"),
    ("Senior Care", 27_900, "INR"),
    ("Critical Illness", 9_640, "INR"),
    ("NRI Cover", 420, "USD"),
];

/// The company's rules: those of the rule book, with its own zone, calendar and jobs.
///
/// # Errors
/// A date or time that is none.
pub(super) fn policy() -> Result<Policy, Diagnostic> {
    let mut policy = Policy {
        time_zone: TimeZone::named("Asia/Kolkata"),
        calendar: calendar()?,
        daily_target: 30,
        ..Policy::default()
    };
    policy.calls.automatic_statuses = true;
    policy.automation.removal.enabled = true;
    policy.automation.assignment.scope = AssignmentScope::Branch;
    Ok(policy)
}

fn calendar() -> Result<Calendar, Diagnostic> {
    use Weekday::{Friday, Monday, Thursday, Tuesday, Wednesday};
    let (from, to) = (LocalTime::parse("09:30")?, EndTime::parse("19:00")?);
    let hours = |weekday| CallingHours { weekday, from, to };
    let holidays = HOLIDAYS.iter().map(|(date, _)| LocalDate::parse(date));
    Ok(Calendar {
        holidays: holidays.collect::<Result<_, _>>()?,
        calling_hours: Some([Monday, Tuesday, Wednesday, Thursday, Friday].map(hours).into()),
        ..Calendar::default()
    })
}

/// Everybody: the agents, then the office.
///
/// # Errors
/// An id that is none.
pub(crate) fn people() -> Result<Vec<Agent>, Diagnostic> {
    let agents = AGENTS.iter().map(|(id, name, branch, cap)| {
        person(id, name, "agent", Some(branch)).map(|agent| Agent { cap: Some(*cap), ..agent })
    });
    let office = OFFICE.iter().map(|(id, name, role)| person(id, name, role, None));
    agents.chain(office).collect()
}

fn person(id: &str, name: &str, role: &str, branch: Option<&str>) -> Result<Agent, Diagnostic> {
    Ok(Agent {
        id: AgentId::new(id)?,
        name: Some(name.into()),
        role: RoleId::new(role)?,
        branch: branch.map(BranchId::new).transpose()?,
        department: None,
        state: AgentState::Active,
        cap: None,
        held: Fact::Empty,
        counter: None,
        received_today: 0,
        last_run: None,
        live_call: Fact::Empty,
    })
}

/// The order for the plan at this place of the price list, with 18 % tax.
///
/// # Errors
/// A currency code that is none.
pub(super) fn order(
    plan: u32,
    payment: PaymentStatus,
    reference: u64,
) -> Result<Order, Diagnostic> {
    let (name, price, currency) = PLANS[plan as usize % PLANS.len()];
    Ok(Order {
        amount_minor: MinorUnits::new(price * 100),
        tax_minor: Some(MinorUnits::new(price * 18)),
        currency: Currency::new(currency)?,
        plan: Some(name.into()),
        payment,
        reference: Some(format!("INV-2026-{reference:04}")),
    })
}

#[cfg(test)]
mod tests {
    use calliyo_core::Engine;

    use super::*;

    #[test]
    fn the_policy_stands_and_the_slot_passes_over_holiday_and_weekend() {
        let engine = Engine::new(policy().unwrap()).unwrap();
        let thursday = calliyo_core::time::Timestamp::parse("2026-04-30T15:00:00+05:30").unwrap();
        let slot = engine.time().default_slot(thursday, engine.policy().follow_ups.default_slot_at);
        assert_eq!(slot.unwrap().to_string(), "2026-05-04T04:30:00.000Z");
        assert_eq!(people().unwrap().len(), 10);
    }
}
