//! Ids in addresses.

use std::str::FromStr;

use rocket::form::{self, FromFormField, ValueField};
use rocket::request::FromParam;

/// An id in a path or in a query. A path with something else there is no address of ours: 404.
pub struct UrlId<T>(pub T);

impl<'r, T: FromStr> FromParam<'r> for UrlId<T> {
    type Error = &'r str;

    fn from_param(param: &'r str) -> Result<Self, Self::Error> {
        param.parse().map(Self).map_err(|_| param)
    }
}

impl<'r, T: FromStr + Send> FromFormField<'r> for UrlId<T> {
    fn from_value(field: ValueField<'r>) -> form::Result<'r, Self> {
        field.value.parse().map(Self).map_err(|_| field.unexpected().into())
    }
}
