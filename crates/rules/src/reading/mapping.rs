//! How a file's columns and values are read, as somebody has said it: kept for the next file of the
//! same shape, written by the page, sent with the file by programs.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::dates::DateOrder;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mapping {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading_row: Option<u64>,
    /// The field of a heading; empty for a column that is not read.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "columns")]
    pub columns: BTreeMap<String, String>,
    /// By field: what a value means. Empty for nothing.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// What every row says of a field that has no column.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub defaults: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_order: Option<DateOrder>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub skip_hidden: bool,
}

impl Mapping {
    /// What a value was said to mean.
    pub fn value(&self, field: &str, written: &str) -> Option<&str> {
        self.values.get(field)?.get(written).map(String::as_str)
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Columns as a map, or as the list that a plan answers.
fn columns<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<String, String>, D::Error> {
    #[derive(Deserialize)]
    struct Named {
        heading: String,
        field: Option<String>,
    }
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Columns {
        Map(BTreeMap<String, Option<String>>),
        List(Vec<Named>),
    }
    let named = |field: Option<String>| field.unwrap_or_default();
    Ok(match Columns::deserialize(deserializer)? {
        Columns::Map(map) => {
            map.into_iter().map(|(heading, field)| (heading, named(field))).collect()
        }
        Columns::List(list) => {
            list.into_iter().map(|one| (one.heading, named(one.field))).collect()
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_is_plain_json() {
        let written = r#"{"sheet":"Data","heading_row":4,"columns":{"NIP BARU":"number","NO":""},"values":{"office":{"Dinas Perdagangan":"DISDAG"}},"date_order":"dmy"}"#;
        let mapping: Mapping = serde_json::from_str(written).unwrap();
        assert_eq!(mapping.value("office", "Dinas Perdagangan"), Some("DISDAG"));
        assert_eq!(mapping.date_order, Some(DateOrder::DayFirst));
        assert_eq!(serde_json::to_string(&mapping).unwrap(), written);
        let list = r#"{"columns":[{"heading":"NIP BARU","field":"number","by":"name"},{"heading":"NO","field":null}]}"#;
        let from_list: Mapping = serde_json::from_str(list).unwrap();
        assert_eq!(from_list.columns, mapping.columns);
        assert!(serde_json::from_str::<Mapping>(r#"{"colums":{}}"#).is_err());
        assert_eq!(serde_json::to_string(&Mapping::default()).unwrap(), "{}");
    }
}
