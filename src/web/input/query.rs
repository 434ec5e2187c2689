//! The query of an address, read strictly: names that are known, each once, values that can be.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rocket::Request;
use rocket::request::{FromRequest, Outcome};

use super::parts::refused;
use crate::rules::problem::{self, Problem};
use crate::rules::{Office, OfficeId, OfficeTree, Period, Scope};
use crate::web::answers::failure::{Failure, set_aside};

/// The parameters of a request. A route says with [`Query::only`] which ones it knows.
pub struct Query(BTreeMap<String, String>);

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Query {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        match read(request) {
            Ok(query) => Outcome::Success(query),
            Err(failure) => Outcome::Error(set_aside(request, failure)),
        }
    }
}

/// Refuses a parameter that comes twice, or that is no text.
pub fn read(request: &Request<'_>) -> Result<Query, Failure> {
    let raw = request.uri().query().map_or("", |query| query.as_str());
    let mut found = BTreeMap::new();
    for (name, value) in url::form_urlencoded::parse(raw.as_bytes()) {
        if [&name, &value].iter().any(|text| text.contains(['\0', '\u{FFFD}'])) {
            return Err(refused(&name, "unprintable"));
        }
        if found.contains_key(name.as_ref()) {
            return Err(refused(&name, "field-twice"));
        }
        found.insert(name.into_owned(), value.into_owned());
    }
    Ok(Query(found))
}

impl Query {
    /// Refuses every other name.
    pub fn only(self, names: &[&str]) -> Result<Self, Failure> {
        match self.0.keys().find(|name| !names.contains(&name.as_str())) {
            Some(name) => Err(refused(name, "field-unknown")),
            None => Ok(self),
        }
    }

    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    pub fn date(&self, name: &str) -> Result<Option<NaiveDate>, Failure> {
        let date = self.text(name).map(|text| problem::date(name, text)).transpose();
        date.map_err(Failure::invalid)
    }

    /// A week or a month by its label.
    pub fn period(&self, name: &str) -> Result<Option<Period>, Failure> {
        let Some(text) = self.text(name) else { return Ok(None) };
        let wrong = || Failure::invalid(problem::shown(name, "not-a-period", text));
        Period::parse(text).map(Some).ok_or_else(wrong)
    }

    /// One of some words.
    pub fn choice<T>(
        &self,
        name: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, Failure> {
        let Some(text) = self.text(name) else { return Ok(None) };
        let wrong = || Failure::invalid(problem::shown(name, "unknown-choice", text));
        parse(text).map(Some).ok_or_else(wrong)
    }

    /// `true` or `false`; false where it is left out.
    pub fn flag(&self, name: &str) -> Result<bool, Failure> {
        Ok(self.choice(name, |text| text.parse().ok())?.unwrap_or_default())
    }

    /// A whole number between two others.
    pub fn whole(
        &self,
        name: &str,
        default: u32,
        range: std::ops::RangeInclusive<u32>,
    ) -> Result<u32, Failure> {
        match self.text(name) {
            None => Ok(default),
            // Left empty it would be taken for left out.
            Some("") => Err(Failure::invalid(Problem::new(name, "missing"))),
            text => problem::whole(name, text, default, range).map_err(Failure::invalid),
        }
    }

    /// The office of a code and all below it; `None` where none is named.
    ///
    /// # Errors
    /// 404 where it is out of sight.
    pub fn offices(
        &self,
        tree: &OfficeTree,
        scope: &Scope,
    ) -> Result<Option<Vec<OfficeId>>, Failure> {
        let Some(code) = self.text("office") else { return Ok(None) };
        Ok(Some(tree.subtree(office_in_sight(tree, scope, code)?.id)))
    }

    /// Two days, both included, the first not after the second and not years apart.
    pub fn days(&self) -> Result<(Option<NaiveDate>, Option<NaiveDate>), Failure> {
        const MOST_DAYS: i64 = 5 * 366;
        let (from, to) = (self.date("from")?, self.date("to")?);
        if let (Some(from), Some(to)) = (from, to) {
            if to < from {
                return Err(Failure::invalid(Problem::new("to", "ends-before-start")));
            }
            if (to - from).num_days() > MOST_DAYS {
                let many = Problem::new("to", "too-many-days").with("most", MOST_DAYS);
                return Err(Failure::invalid(many));
            }
        }
        Ok((from, to))
    }
}

/// The office of a code, if its figures are in sight.
pub fn office_in_sight<'t>(
    tree: &'t OfficeTree,
    scope: &Scope,
    code: &str,
) -> Result<&'t Office, Failure> {
    let found = tree.by_code(code).filter(|office| scope.holds_office(office.id));
    found.ok_or_else(Failure::not_found)
}
