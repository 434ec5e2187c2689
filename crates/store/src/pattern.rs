//! Patterns of LIKE in which what people typed means itself.

use sea_orm::sea_query::LikeExpr;

/// Texts that have `text` in them.
pub(super) fn containing(text: &str) -> LikeExpr {
    LikeExpr::new(format!("%{}%", literal(text))).escape('\\')
}

/// Texts that begin with `text`.
pub(super) fn beginning(text: &str) -> LikeExpr {
    LikeExpr::new(format!("{}%", literal(text))).escape('\\')
}

fn literal(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}
