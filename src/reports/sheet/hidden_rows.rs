//! Which rows of a sheet of an XLSX are hidden: nothing else of the file says so, and a filter that
//! somebody has left on would pass unseen.

use std::collections::HashMap;

use html5gum::{HtmlString, StartTag, Token, Tokenizer};

/// Parts of a workbook that are read besides by what reads the cells.
pub type Parts = HashMap<String, Vec<u8>>;

/// The numbers of the rows that a sheet hides.
pub fn of(parts: &Parts, sheet: &str) -> Vec<u64> {
    let Some(part) = part_of(parts, sheet).and_then(|path| parts.get(&path)) else {
        return Vec::new();
    };
    // Looked for before it is read: most sheets hide nothing.
    if !part.windows(HIDDEN.len()).any(|bytes| bytes == HIDDEN) {
        return Vec::new();
    }
    let hidden = tags(part, "row").filter(|tag| {
        attribute(tag, "hidden").is_some_and(|hidden| hidden == "1" || hidden == "true")
    });
    hidden.filter_map(|tag| attribute(&tag, "r")?.parse().ok()).collect()
}

const HIDDEN: &[u8] = b"hidden=";

/// Where the rows of a sheet are.
fn part_of(parts: &Parts, sheet: &str) -> Option<String> {
    let named = |tag: &StartTag<()>| attribute(tag, "name").is_some_and(|name| name == sheet);
    let about = tags(parts.get("xl/workbook.xml")?, "sheet").find(named)?;
    let relation = attribute(&about, "r:id")?;
    let is_its = |tag: &StartTag<()>| attribute(tag, "id").is_some_and(|id| id == relation);
    let found = tags(parts.get("xl/_rels/workbook.xml.rels")?, "relationship").find(is_its)?;
    let target = attribute(&found, "target")?.to_ascii_lowercase();
    let rooted = target.strip_prefix('/').map(str::to_owned);
    Some(rooted.unwrap_or_else(|| format!("xl/{target}")))
}

/// The tags of a name.
fn tags<'a>(part: &'a [u8], name: &'a str) -> impl Iterator<Item = StartTag<()>> + 'a {
    Tokenizer::new(part).filter_map(move |token| match token {
        Ok(Token::StartTag(tag)) if tag.name.as_slice() == name.as_bytes() => Some(tag),
        _ => None,
    })
}

fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    let utf8 = |text: &HtmlString| String::from_utf8_lossy(text).into_owned();
    tag.attributes.get(name.as_bytes()).map(|value| utf8(value))
}
