//! Several lists in one answer: the database gathers the rows of each query as JSON, in one column
//! of one row. A page that needs four short lists asks once, and either database is served.

use sea_orm::sea_query::{Expr, Query, SelectStatement, SubQueryStatement};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, IdenStatic, Iterable, QueryResult,
    QuerySelect, QueryTrait, Select,
};
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};

use super::{Result, broken};

/// A query of some columns, each named as the field that it is read into.
pub struct Rows {
    query: SelectStatement,
    fields: Vec<Field>,
    nested: Vec<(&'static str, Rows)>,
    is_in_order: bool,
}

enum Field {
    Column(&'static str),
    /// The columns of one entity, as an object of its own.
    Model(&'static str, Vec<&'static str>),
}

impl Rows {
    /// Some columns of an entity.
    pub fn of<E: EntityTrait>(
        select: Select<E>,
        columns: impl IntoIterator<Item = E::Column>,
    ) -> Self {
        columns.into_iter().fold(Self::blank(select), Self::with_column)
    }

    /// All columns of an entity, as its model has them.
    pub fn all<E: EntityTrait>(select: Select<E>) -> Self {
        Self::of(select, E::Column::iter())
    }

    /// One expression of a query of its own, by the name that it has there.
    pub fn selected(query: SelectStatement, name: &'static str) -> Self {
        Self { query, fields: vec![Field::Column(name)], nested: Vec::new(), is_in_order: false }
    }

    /// No column yet.
    pub fn blank<E: EntityTrait>(select: Select<E>) -> Self {
        let query = select.select_only().into_query();
        Self { query, fields: Vec::new(), nested: Vec::new(), is_in_order: false }
    }

    /// One more, of this or another entity of the query.
    #[must_use]
    pub fn with_column(self, column: impl ColumnTrait) -> Self {
        self.with(column.as_str(), column.into_expr())
    }

    /// What is worked out for each row.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Expr>) -> Self {
        self.query.expr_as(value, name);
        self.fields.push(Field::Column(name));
        self
    }

    /// The model of an entity of the query.
    #[must_use]
    pub fn with_model<E: EntityTrait>(mut self, name: &'static str) -> Self {
        let mut columns = Vec::new();
        for column in E::Column::iter() {
            self.query.expr_as(column.into_expr(), format!("{name}_{}", column.as_str()));
            columns.push(column.as_str());
        }
        self.fields.push(Field::Model(name, columns));
        self
    }

    /// A list of each row, read by [`nested`].
    #[must_use]
    pub fn with_list(mut self, name: &'static str, rows: Self) -> Self {
        self.nested.push((name, rows));
        self
    }

    /// Each row as the bare list of its values, for very many rows: it is read into a struct whose fields stand in the
    /// same order.
    #[must_use]
    pub fn in_order(self) -> Self {
        Self { is_in_order: true, ..self }
    }

    /// The rows as one text of JSON, in their order; `[]` when there are none.
    fn gathered(self, backend: DbBackend) -> Expr {
        let Self { mut query, mut fields, nested, is_in_order } = self;
        for (name, rows) in nested {
            query.expr_as(rows.gathered(backend), name);
            fields.push(Field::Column(name));
        }
        let object = if is_in_order { values(backend, &fields) } else { object(backend, &fields) };
        let array = match backend {
            DbBackend::Postgres => format!("CAST(coalesce(json_agg({object}), '[]') AS text)"),
            _ => format!("json_group_array({object})"),
        };
        let gathering = Query::select().expr(Expr::cust(array)).from_subquery(query, ROW).take();
        Expr::SubQuery(None, Box::new(SubQueryStatement::SelectStatement(gathering)))
    }
}

/// What a row is called while it is made an object.
const ROW: &str = "r";

fn object(backend: DbBackend, fields: &[Field]) -> String {
    let function = if backend == DbBackend::Postgres { "json_build_object" } else { "json_object" };
    let pairs: Vec<String> = fields
        .iter()
        .map(|field| match field {
            Field::Column(name) => format!("'{name}', {ROW}.{name}"),
            Field::Model(name, columns) => {
                let own = columns.iter().map(|column| format!("'{column}', {ROW}.{name}_{column}"));
                format!("'{name}', {function}({})", own.collect::<Vec<_>>().join(", "))
            }
        })
        .collect();
    format!("{function}({})", pairs.join(", "))
}

fn values(backend: DbBackend, fields: &[Field]) -> String {
    let function = if backend == DbBackend::Postgres { "json_build_array" } else { "json_array" };
    let each = fields.iter().map(|field| match field {
        Field::Column(name) => format!("{ROW}.{name}"),
        Field::Model(name, columns) => {
            let own = columns.iter().map(|column| format!("{ROW}.{name}_{column}"));
            format!("{function}({})", own.collect::<Vec<_>>().join(", "))
        }
    });
    format!("{function}({})", each.collect::<Vec<_>>().join(", "))
}

/// A statement that is being put together.
pub struct Lists {
    backend: DbBackend,
    statement: SelectStatement,
}

impl Lists {
    pub fn new(db: &impl ConnectionTrait) -> Self {
        Self { backend: db.get_database_backend(), statement: SelectStatement::new() }
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, rows: Rows) -> Self {
        self.statement.expr_as(rows.gathered(self.backend), name);
        self
    }

    pub async fn ask(self, db: &impl ConnectionTrait) -> Result<Answer> {
        let row = db.query_one(&self.statement).await?;
        row.map(Answer).ok_or_else(|| broken("answer", "no row"))
    }
}

pub struct Answer(QueryResult);

impl Answer {
    /// The rows that were asked for under this name.
    pub fn list<R: DeserializeOwned>(&self, name: &str) -> Result<Vec<R>> {
        let json: String = self.0.try_get("", name)?;
        serde_json::from_str(&json).map_err(|error| broken(name, &error.to_string()))
    }
}

/// Reads a list within a row.
pub fn nested<'de, D: Deserializer<'de>, R: DeserializeOwned>(
    deserializer: D,
) -> std::result::Result<Vec<R>, D::Error> {
    let json = String::deserialize(deserializer)?;
    serde_json::from_str(&json).map_err(D::Error::custom)
}

/// Reads a boolean, which SQLite stores as a number.
pub fn boolean<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<bool, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Stored {
        Boolean(bool),
        Number(i64),
    }
    Ok(match Stored::deserialize(deserializer)? {
        Stored::Boolean(value) => value,
        Stored::Number(value) => value != 0,
    })
}
