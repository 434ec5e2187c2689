//! Ids in addresses.

use std::str::FromStr;

use rocket::request::FromParam;

/// An id in a path or in a query. A path with something else there is no address of ours: 404.
pub struct UrlId<T>(pub T);

impl<'r, T: FromStr> FromParam<'r> for UrlId<T> {
    type Error = &'r str;

    fn from_param(param: &'r str) -> Result<Self, Self::Error> {
        param.parse().map(Self).map_err(|_| param)
    }
}
