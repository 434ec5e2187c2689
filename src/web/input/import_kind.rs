//! The kind of an import in an address; another word is no address of ours (404).

use rocket::request::FromParam;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::rules::ImportKind;
use crate::workflows::imports::table::{self, ImportTable};

/// As pages call it: `pegawai`.
pub struct KindOfPage(pub &'static ImportTable);

impl<'r> FromParam<'r> for KindOfPage {
    type Error = ();

    fn from_param(word: &'r str) -> Result<Self, ()> {
        table::all().find(|table| table.path == word).map(Self).ok_or(())
    }
}

/// As the API calls it: `employees`.
pub struct KindOfCall(pub ImportKind);

impl<'r> FromParam<'r> for KindOfCall {
    type Error = ();

    fn from_param(word: &'r str) -> Result<Self, ()> {
        ImportKind::from_name(word).map(Self).ok_or(())
    }
}

impl ToSchema for KindOfCall {
    fn name() -> std::borrow::Cow<'static, str> {
        "ImportKind".into()
    }
}

impl PartialSchema for KindOfCall {
    /// The names, and the columns of each.
    fn schema() -> RefOr<Schema> {
        let columns = |table: &ImportTable| {
            let columns = table.columns.iter().map(|column| {
                let optional = if column.required { "" } else { " (optional)" };
                format!("{}{optional}", column.field)
            });
            format!("`{}`: {}.", table.kind.name(), columns.collect::<Vec<_>>().join(", "))
        };
        let kinds: Vec<_> = table::all().map(columns).collect();
        ObjectBuilder::new()
            .schema_type(Type::String)
            .enum_values(Some(ImportKind::ALL.map(ImportKind::name)))
            .description(Some(format!("The columns of each kind. {}", kinds.join(" "))))
            .into()
    }
}
