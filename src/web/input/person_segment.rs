//! People in the addresses of pages: by the id of the row. A NIP says birthday and sex, and addresses
//! stand in histories and in the logs of proxies (decision 93).

use std::fmt;
use std::str::FromStr;

use rocket::request::FromParam;
use serde::{Serialize, Serializer};

use super::query::{Parameter, choice};
use crate::rules::{EmployeeId, Problem};

/// No number that can be written down begins so.
const MARK: char = '~';

/// `~12`: the employee with the id 12.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonSegment(pub EmployeeId);

impl fmt::Display for PersonSegment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{MARK}{}", self.0)
    }
}

impl FromStr for PersonSegment {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        text.strip_prefix(MARK).and_then(|id| id.parse().ok()).map(Self).ok_or(())
    }
}

impl Serialize for PersonSegment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
impl<'de> serde::Deserialize<'de> for PersonSegment {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|()| serde::de::Error::custom("no segment of a person"))
    }
}

impl<'r> FromParam<'r> for PersonSegment {
    type Error = &'r str;

    fn from_param(param: &'r str) -> Result<Self, Self::Error> {
        param.parse().map_err(|()| param)
    }
}

impl Parameter for Option<PersonSegment> {
    fn read(name: &str, text: Option<&str>) -> Result<Self, Problem> {
        choice(name, text, |text| text.parse().ok())
    }
}

/// The page on which somebody is looked after.
pub fn person_path(id: EmployeeId) -> String {
    format!("/admin/pegawai/{}", PersonSegment(id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::employee;

    #[test]
    fn a_segment_is_never_a_number() {
        let segment = PersonSegment(EmployeeId(12));
        assert_eq!(segment.to_string(), "~12");
        assert_eq!("~12".parse(), Ok(segment));
        assert!(employee::number("~12").is_err());
        for text in ["12", "~", "~x", "199003122015022001", "~~12", "~12.5"] {
            assert!(text.parse::<PersonSegment>().is_err(), "{text}");
        }
    }
}
