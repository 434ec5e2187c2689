//! The query of an address: what a route reads of it is a struct of [`parameters!`], and the description
//! of the API lists the same struct.

use std::collections::BTreeMap;
use std::str::FromStr;

use chrono::NaiveDate;
use rocket::Request;
use rocket::request::{FromRequest, Outcome};

use super::parts::invalid_field;
use super::url_id::UrlId;
use crate::rules::audit::AuditAction;
use crate::rules::office_order::OfficeOrder;
use crate::rules::problem::{self, Problem};
use crate::rules::purchase::State as PurchaseState;
use crate::rules::qris::QrisCheck;
use crate::rules::status::StatusGroup;
use crate::rules::{AccountState, EmploymentType, PeopleOrder, Period, PeriodKind};
use crate::web::answers::http_error::{HttpError, reject};

/// The texts of a query by their names, each once.
pub type Texts = BTreeMap<String, String>;

/// Refuses a parameter that comes twice, or that is no text.
pub fn texts(request: &Request<'_>) -> Result<Texts, HttpError> {
    let raw = request.uri().query().map_or("", |query| query.as_str());
    let mut found = BTreeMap::new();
    for (name, value) in url::form_urlencoded::parse(raw.as_bytes()) {
        if [&name, &value].iter().any(|text| text.contains(['\0', '\u{FFFD}'])) {
            return Err(invalid_field(&name, "unprintable"));
        }
        if found.contains_key(name.as_ref()) {
            return Err(invalid_field(&name, "field-twice"));
        }
        found.insert(name.into_owned(), value.into_owned());
    }
    Ok(found)
}

/// What a route reads of the query; 422 names the parameter that cannot be. The API knows no others;
/// a page leaves aside what other sites add to links.
pub struct Query<T>(pub T);

#[rocket::async_trait]
impl<'r, T: Parameters> FromRequest<'r> for Query<T> {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        match read(request) {
            Ok(parameters) => Outcome::Success(Self(parameters)),
            Err(error) => Outcome::Error(reject(request, error)),
        }
    }
}

fn read<T: Parameters>(request: &Request<'_>) -> Result<T, HttpError> {
    let texts = texts(request)?;
    let names = T::names();
    let unknown = texts.keys().find(|name| !names.contains(&name.as_str()));
    match unknown.filter(|_| request.uri().path().starts_with("/api")) {
        Some(name) => Err(invalid_field(name, "field-unknown")),
        None => T::read(&texts).map_err(HttpError::invalid),
    }
}

/// Parameters that a route reads together.
pub trait Parameters: Sized + Send {
    fn names() -> Vec<&'static str>;

    fn read(texts: &Texts) -> Result<Self, Problem>;
}

impl Parameters for () {
    fn names() -> Vec<&'static str> {
        Vec::new()
    }

    fn read(_: &Texts) -> Result<Self, Problem> {
        Ok(())
    }
}

impl<A: Parameters, B: Parameters> Parameters for (A, B) {
    fn names() -> Vec<&'static str> {
        [A::names(), B::names()].concat()
    }

    fn read(texts: &Texts) -> Result<Self, Problem> {
        Ok((A::read(texts)?, B::read(texts)?))
    }
}

/// A struct whose fields are the parameters of a query.
macro_rules! parameters {
    ($(#[$about:meta])* pub struct $name:ident {
        $($(#[$field_about:meta])* pub $field:ident: $kind:ty,)+
    }) => {
        $(#[$about])*
        pub struct $name {
            $($(#[$field_about])* pub $field: $kind,)+
        }

        impl $crate::web::input::query::Parameters for $name {
            fn names() -> Vec<&'static str> {
                vec![$(stringify!($field)),+]
            }

            fn read(
                texts: &$crate::web::input::query::Texts,
            ) -> Result<Self, $crate::rules::Problem> {
                use $crate::web::input::query::Parameter;
                $(let $field = Parameter::read(
                    stringify!($field),
                    texts.get(stringify!($field)).map(String::as_str),
                )?;)+
                Ok(Self { $($field),+ })
            }
        }
    };
}
pub(crate) use parameters;

/// What one parameter is read into; without a text it was left out.
pub trait Parameter: Sized {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem>;
}

impl Parameter for Option<String> {
    fn read(_: &str, text: Option<&str>) -> Result<Self, Problem> {
        Ok(text.map(str::to_owned))
    }
}

impl Parameter for Option<NaiveDate> {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        text.map(|text| problem::date(name, text)).transpose()
    }
}

/// A week or a month by its label.
impl Parameter for Option<Period> {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        let Some(text) = text else { return Ok(None) };
        Period::parse(text)
            .map(Some)
            .ok_or_else(|| problem::problem_with_value(name, "not-a-period", text))
    }
}

/// One of some words.
pub fn choice<T>(
    name: &str,
    text: Option<&str>,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Result<Option<T>, Problem> {
    let Some(text) = text else { return Ok(None) };
    parse(text).map(Some).ok_or_else(|| problem::problem_with_value(name, "unknown-choice", text))
}

impl Parameter for Option<OfficeOrder> {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        choice(name, text, OfficeOrder::from_name)
    }
}

impl Parameter for Option<StatusGroup> {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        choice(name, text, StatusGroup::from_name)
    }
}

impl Parameter for Option<PeriodKind> {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        choice(name, text, PeriodKind::from_name)
    }
}

impl Parameter for Option<PurchaseState> {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        choice(name, text, PurchaseState::from_name)
    }
}

/// `true` or `false`.
impl Parameter for Option<bool> {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        choice(name, text, |text| text.parse().ok())
    }
}

/// A field of a form that narrows a list: left empty it narrows nothing.
pub struct Chosen<T>(pub Option<T>);

impl<T> Parameter for Chosen<T>
where
    Option<T>: Parameter,
{
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        Parameter::read(name, text.filter(|text| !text.is_empty())).map(Self)
    }
}

impl Parameter for Option<AccountState> {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        choice(name, text, AccountState::from_name)
    }
}

impl Parameter for Option<EmploymentType> {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        choice(name, text, EmploymentType::from_name)
    }
}

impl Parameter for Option<PeopleOrder> {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        choice(name, text, PeopleOrder::from_name)
    }
}

impl Parameter for Option<QrisCheck> {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        choice(name, text, QrisCheck::from_name)
    }
}

impl Parameter for Option<AuditAction> {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        choice(name, text, AuditAction::from_name)
    }
}

/// The id of a record.
impl<T: FromStr> Parameter for Option<UrlId<T>> {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        choice(name, text, |text| text.parse().ok().map(UrlId))
    }
}

/// Where a list goes on.
impl Parameter for Option<i64> {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        choice(name, text, |text| text.parse().ok())
    }
}

/// A whole number between two others.
pub struct Between<const LEAST: u32, const MOST: u32>(pub u32);

impl<const LEAST: u32, const MOST: u32> Parameter for Option<Between<LEAST, MOST>> {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        match text {
            None => Ok(None),
            // Left empty it would be taken for left out.
            Some("") => Err(Problem::new(name, "missing")),
            text => Ok(Some(Between(problem::whole(name, text, LEAST, LEAST..=MOST)?))),
        }
    }
}
