//! The folder's files: who sells, what is sold, and one row per opportunity.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use calliyo_core::{AgentId, BranchId, DepartmentId, LeadId, MinorUnits, time::LocalDate};

use crate::rows::{Fields, FileFault, Layout, Place, Problem};

const TEAMS: Layout = layout("sales_teams.csv", &["sales_agent", "manager", "regional_office"]);
const PRODUCTS: Layout = layout("products.csv", &["product", "series", "sales_price"]);
const PIPELINE: Layout = layout(
    "sales_pipeline.csv",
    &[
        "opportunity_id",
        "sales_agent",
        "product",
        "account",
        "deal_stage",
        "engage_date",
        "close_date",
        "close_value",
    ],
);

/// A spelling of the pipeline, and the one that the list of products has.
const RESPELT: (&str, &str) = ("GTXPro", "GTX Pro");

const DATE: &str = "a date such as `2017-03-01`";

/// What the folder tells.
#[derive(Debug)]
pub(super) struct Data {
    /// The file of the opportunities, which their faults name.
    pub(super) pipeline: PathBuf,
    /// The agents, in order of the file.
    pub(super) sellers: Vec<Seller>,
    /// The names of the products, in order of the file.
    pub(super) products: Vec<String>,
    /// The opportunities, in order of the file.
    pub(super) opportunities: Vec<Opportunity>,
}

/// An agent. Ids are the names that the file gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seller {
    /// The agent.
    pub(super) agent: AgentId,
    /// The manager of the agent's team.
    pub(super) manager: AgentId,
    /// The team, which bears the manager's name.
    pub(super) team: DepartmentId,
    /// The regional office.
    pub(super) office: BranchId,
}

/// An opportunity: what somebody may buy, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Opportunity {
    /// Where it stands in the file.
    pub(super) place: Place,
    /// Its id.
    pub(super) id: LeadId,
    /// Its agent.
    pub(super) seller: Seller,
    /// The product, spelt as in the list of products.
    pub(super) product: String,
    /// The product's series.
    pub(super) series: String,
    /// The firm that may buy; not always known before the end.
    pub(super) account: Option<String>,
    /// When it was engaged; unknown of a prospect.
    pub(super) engaged: Option<LocalDate>,
    /// How far it came.
    pub(super) stage: Stage,
}

/// How far an opportunity came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Nobody was spoken to yet.
    Prospecting,
    /// Somebody is interested.
    Engaging,
    /// The firm bought.
    Won {
        /// When.
        on: LocalDate,
        /// For how much, in whole dollars.
        value: MinorUnits,
    },
    /// The firm will not buy.
    Lost {
        /// Since when.
        on: LocalDate,
    },
}

impl Stage {
    /// When the firm had decided.
    pub(super) fn closed(self) -> Option<LocalDate> {
        match self {
            Self::Prospecting | Self::Engaging => None,
            Self::Won { on, .. } | Self::Lost { on } => Some(on),
        }
    }
}

impl Data {
    /// Reads the folder.
    ///
    /// # Errors
    /// A [`FileFault`] that names the file and, where one is at fault, the row.
    pub(super) fn read(folder: &Path) -> Result<Self, FileFault> {
        fs::read_dir(folder).map_err(|fault| Problem::Unreadable(fault).of(folder))?;
        let mut known = BTreeMap::new();
        let mut managers = BTreeSet::new();
        let sellers = TEAMS.read(&folder.join(TEAMS.name), |fields| {
            let seller = seller(fields)?;
            managers.insert(seller.manager.clone());
            if known.insert(seller.agent.clone(), seller.clone()).is_some() {
                return Err(again(fields.place, "agent", seller.agent.as_str()));
            }
            // One id cannot stand for two people.
            for id in [&seller.agent, &seller.manager] {
                if known.contains_key(id) && managers.contains(id) {
                    let what = format!("`{id}` is both an agent and a manager");
                    return Err(fields.place.senseless(what));
                }
            }
            Ok(seller)
        })?;
        let mut series = BTreeMap::new();
        let products = PRODUCTS.read(&folder.join(PRODUCTS.name), |fields| {
            let product = fields.parsed("product", "the name of a product", filled)?;
            let own = fields.parsed("series", "the name of a series", filled)?;
            fields.number::<u32>("sales_price", "a whole number of dollars")?;
            match series.insert(product.clone(), own) {
                None => Ok(product),
                Some(_) => Err(again(fields.place, "product", &product)),
            }
        })?;
        let pipeline = folder.join(PIPELINE.name);
        let mut ids = BTreeSet::new();
        let opportunities = PIPELINE.read(&pipeline, |fields| {
            let opportunity = opportunity(fields, &known, &series)?;
            if ids.insert(opportunity.id.clone()) {
                Ok(opportunity)
            } else {
                Err(again(fields.place, "opportunity", opportunity.id.as_str()))
            }
        })?;
        Ok(Self { pipeline, sellers, products, opportunities })
    }
}

const fn layout(name: &'static str, columns: &'static [&'static str]) -> Layout {
    Layout { name, delimiter: b',', columns, ends_every_line: true }
}

fn seller(fields: &Fields<'_>) -> Result<Seller, Problem> {
    Ok(Seller {
        agent: fields.parsed("sales_agent", "the name of an agent", AgentId::new)?,
        manager: fields.parsed("manager", "the name of a manager", AgentId::new)?,
        team: fields.parsed("manager", "the name of a manager", DepartmentId::new)?,
        office: fields.parsed("regional_office", "the name of an office", BranchId::new)?,
    })
}

fn opportunity(
    fields: &Fields<'_>,
    sellers: &BTreeMap<AgentId, Seller>,
    series: &BTreeMap<String, String>,
) -> Result<Opportunity, Problem> {
    let seller = sellers
        .get(fields.text("sales_agent"))
        .ok_or_else(|| fields.bad("sales_agent", "an agent of sales_teams.csv"))?;
    let product = match fields.text("product") {
        product if product == RESPELT.0 => RESPELT.1,
        product => product,
    };
    let series =
        series.get(product).ok_or_else(|| fields.bad("product", "a product of products.csv"))?;
    let date = |column| fields.parsed(column, DATE, LocalDate::parse);
    let stage = match fields.text("deal_stage") {
        "Prospecting" => Stage::Prospecting,
        "Engaging" => Stage::Engaging,
        "Won" => Stage::Won { on: date("close_date")?, value: value(fields)? },
        "Lost" if value(fields)? != MinorUnits::default() => {
            return Err(fields.bad("close_value", "0, as that of a lost opportunity"));
        }
        "Lost" => Stage::Lost { on: date("close_date")? },
        _ => {
            return Err(fields.bad("deal_stage", "`Prospecting`, `Engaging`, `Won` or `Lost`"));
        }
    };
    let is_open = stage.closed().is_none();
    for column in ["close_date", "close_value"] {
        if is_open && !fields.text(column).is_empty() {
            return Err(fields.bad(column, "empty, as that of an open opportunity"));
        }
    }
    let engaged = match stage {
        Stage::Prospecting if fields.text("engage_date").is_empty() => None,
        _ => Some(date("engage_date")?),
    };
    if engaged.zip(stage.closed()).is_some_and(|(engaged, closed)| closed < engaged) {
        return Err(fields.place.senseless("it is closed before it is engaged"));
    }
    Ok(Opportunity {
        place: fields.place,
        id: fields.parsed("opportunity_id", "the id of an opportunity", LeadId::new)?,
        seller: seller.clone(),
        product: product.into(),
        series: series.clone(),
        account: Some(fields.text("account").to_owned()).filter(|account| !account.is_empty()),
        engaged,
        stage,
    })
}

/// What a closed opportunity came to.
fn value(fields: &Fields<'_>) -> Result<MinorUnits, Problem> {
    let dollars: u32 = fields.number("close_value", "a whole number of dollars")?;
    Ok(MinorUnits::new(dollars.into()))
}

/// The text, unless it is empty.
fn filled(text: &str) -> Result<String, ()> {
    if text.is_empty() { Err(()) } else { Ok(text.into()) }
}

/// That a row names what a row above has named.
fn again(place: Place, what: &str, name: &str) -> Problem {
    place.senseless(format!("the {what} `{name}` stands in a row above already"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(row: &str) -> Result<Opportunity, String> {
        let ann = AgentId::new("Ann").unwrap();
        let seller = Seller {
            agent: ann.clone(),
            manager: AgentId::new("Max").unwrap(),
            team: DepartmentId::new("Max").unwrap(),
            office: BranchId::new("East").unwrap(),
        };
        let sellers = BTreeMap::from([(ann, seller)]);
        let series = BTreeMap::from([("GTX Pro".to_owned(), "GTX".to_owned())]);
        let text = format!("{}\r\n{row}\r\n", PIPELINE.columns.join(","));
        let rows = PIPELINE.rows(text.as_bytes(), |fields| opportunity(fields, &sellers, &series));
        rows.map(|mut rows| rows.remove(0)).map_err(|problem| problem.to_string())
    }

    #[test]
    fn a_product_has_one_spelling() {
        for product in ["GTX Pro", "GTXPro"] {
            let read = read(&format!("A1,Ann,{product},,Engaging,2017-03-01,,")).unwrap();
            assert_eq!((read.product.as_str(), read.series.as_str()), ("GTX Pro", "GTX"));
            assert_eq!((read.account, read.stage), (None, Stage::Engaging));
        }
        let message = "row 1 (line 2), column `product`: `GTX` is not a product of products.csv";
        assert_eq!(read("A1,Ann,GTX,,Engaging,2017-03-01,,").unwrap_err(), message);
    }

    #[test]
    fn each_stage_needs_its_own_columns() {
        let date = |day| LocalDate::from_ymd(2017, 3, day).unwrap();
        let won = Stage::Won { on: date(2), value: MinorUnits::new(4_700) };
        let lost = Stage::Lost { on: date(1) };
        for (row, engaged, stage) in [
            ("Prospecting,,,", None, Stage::Prospecting),
            ("Prospecting,2017-03-01,,", Some(date(1)), Stage::Prospecting),
            ("Engaging,2017-03-01,,", Some(date(1)), Stage::Engaging),
            ("Won,2017-03-01,2017-03-02,4700", Some(date(1)), won),
            ("Lost,2017-03-01,2017-03-01,0", Some(date(1)), lost),
        ] {
            let read = read(&format!("A1,Ann,GTX Pro,Acme,{row}")).unwrap();
            assert_eq!((read.engaged, read.stage), (engaged, stage));
        }
        for (row, column) in [
            ("Prospecting,soon,,", "engage_date"),
            ("Engaging,,,", "engage_date"),
            ("Engaging,2017-03-01,2017-03-02,", "close_date"),
            ("Won,2017-03-01,,4700", "close_date"),
            ("Won,2017-03-01,2017-03-02,", "close_value"),
            ("Won,2017-03-01,2017-03-02,-1", "close_value"),
            ("Lost,2017-03-01,2017-03-02,", "close_value"),
            ("Lost,2017-03-01,2017-03-02,50", "close_value"),
        ] {
            let message = read(&format!("A1,Ann,GTX Pro,Acme,{row}")).unwrap_err();
            assert!(message.contains(&format!("column `{column}`")), "{row}: {message}");
        }
    }
}
