//! Reads the paths that a Rust file names, as the compiler would see them: `super` and `self` are
//! resolved, use trees are flattened, comments and strings are skipped.

use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};

pub struct Source {
    pub file: PathBuf,
    /// Where it stands in the house: `["web", "pages", "week"]`.
    pub module: Vec<String>,
    /// Where its crate stands, which it calls `crate`: nowhere, or the floor that the crate is.
    root: Vec<String>,
    pub paths: Vec<Named>,
    /// What it declares by `use`, by the name that others find it under (`*` for a glob).
    pub exports: Vec<(String, Vec<String>)>,
    /// Modules that it declares in files of their own.
    pub children: Vec<String>,
    /// What it defines itself, macros of the crate's root included.
    pub items: Vec<String>,
    pub root_macros: Vec<String>,
}

/// A path that a file names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub line: usize,
    pub path: Vec<String>,
    pub within: Within,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    Crate,
    /// A module that this file declares: `pages::routes()` in `web/mod.rs`.
    Child,
    /// The first part is the name of something else: another crate, or a type in scope.
    Unknown,
}

impl Source {
    /// Reads `file`, which stands below the folder `src` of the crate that is `root` in the house.
    pub fn read(src: &Path, root: &[&str], file: &Path) -> Self {
        let place = file.strip_prefix(src).unwrap().with_extension("");
        let root: Vec<String> = root.iter().map(|&part| part.into()).collect();
        let mut module = root.clone();
        module.extend(place.iter().map(|part| part.to_str().unwrap().to_owned()));
        if matches!(module.last().map(String::as_str), Some("mod" | "lib")) {
            module.pop();
        }
        Self::parse(file, root, module, &std::fs::read_to_string(file).unwrap())
    }

    pub fn parse(file: &Path, root: Vec<String>, module: Vec<String>, text: &str) -> Self {
        let tokens: TokenStream =
            text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let mut source = Self {
            file: file.to_owned(),
            module: module.clone(),
            root,
            paths: Vec::new(),
            exports: Vec::new(),
            children: Vec::new(),
            items: Vec::new(),
            root_macros: Vec::new(),
        };
        source.declarations(&tokens.clone().into_iter().collect::<Vec<_>>());
        source.walk(tokens, &module);
        source
    }

    /// Notes what the file declares at its top level.
    fn declarations(&mut self, tokens: &[TokenTree]) {
        for at in 0..tokens.len() {
            let Some(name) = tokens.get(at + 1).and_then(ident) else { continue };
            match ident(&tokens[at]).as_deref() {
                Some("mod") if is_punct(tokens.get(at + 2), ';') => self.children.push(name),
                Some(
                    "struct" | "enum" | "trait" | "fn" | "type" | "const" | "static" | "union"
                    | "mod",
                ) => self.items.push(name),
                _ => {}
            }
        }
        for at in 0..tokens.len() {
            if ident(&tokens[at]).as_deref() == Some("macro_rules") {
                let name = tokens.get(at + 2).and_then(ident).unwrap_or_default();
                let before = tokens[..at].iter().rev().take(2);
                if before.map(ToString::to_string).any(|text| text.contains("macro_export")) {
                    self.root_macros.push(name.clone());
                }
                self.items.push(name);
            }
        }
    }

    fn walk(&mut self, tokens: TokenStream, module: &[String]) {
        let tokens: Vec<_> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            match &tokens[at] {
                TokenTree::Group(group) => {
                    // The body of an inline module stands one module deeper.
                    let inline = at >= 2 && ident(&tokens[at - 2]).as_deref() == Some("mod");
                    let mut deeper = module.to_vec();
                    deeper.extend(ident(&tokens[at.max(1) - 1]).filter(|_| inline));
                    self.walk(group.stream(), &deeper);
                    at += 1;
                }
                TokenTree::Ident(name) => {
                    let used = at > 0 && ident(&tokens[at - 1]).as_deref() == Some("use");
                    let leads = used || is_path(&tokens, at + 1);
                    if !leads || follows(&tokens, at) {
                        at += 1;
                        continue;
                    }
                    let mut found = Vec::new();
                    let end = flatten(&[], &tokens, at, &mut found);
                    for (path, name_here) in found {
                        self.note(name, &path, module, used.then_some(name_here));
                    }
                    at = end.max(at + 1);
                }
                _ => at += 1,
            }
        }
    }

    fn note(&mut self, first: &Ident, path: &[String], module: &[String], used_as: Option<String>) {
        let mut rest = path;
        let mut base: Option<Vec<String>> = None;
        while let [head, tail @ ..] = rest {
            base = match (head.as_str(), base) {
                ("crate", None) => Some(self.root.clone()),
                ("self", None) => Some(module.to_vec()),
                ("super", base) => {
                    let mut up = base.unwrap_or_else(|| module.to_vec());
                    up.pop();
                    Some(up)
                }
                (_, base) => {
                    if base.is_none() && self.children.contains(head) && module == self.module {
                        let path = [module, path].concat();
                        self.add(first, path, Within::Child, used_as);
                        return;
                    }
                    let within = if base.is_some() { Within::Crate } else { Within::Unknown };
                    let path = [&base.unwrap_or_default(), rest].concat();
                    self.add(first, path, within, used_as);
                    return;
                }
            };
            rest = tail;
        }
        // `use super::*`, `use crate::text` never get here; `use self` names the module itself.
        self.add(first, base.unwrap_or_default(), Within::Crate, used_as);
    }

    fn add(&mut self, first: &Ident, path: Vec<String>, within: Within, used_as: Option<String>) {
        if let Some(name) = used_as.filter(|_| within != Within::Unknown) {
            self.exports.push((name, path.clone()));
        }
        self.paths.push(Named { line: first.span().start().line, path, within });
    }
}

/// Writes `a::{b, c::d as e}` as `a::b`, `a::c::d`, each with the name that it has afterwards;
/// returns where the path ends.
fn flatten(
    prefix: &[String],
    tokens: &[TokenTree],
    mut at: usize,
    found: &mut Vec<(Vec<String>, String)>,
) -> usize {
    let mut path = prefix.to_vec();
    loop {
        match tokens.get(at) {
            Some(TokenTree::Ident(name)) => {
                path.push(name.to_string());
                at += 1;
            }
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                let inner: Vec<_> = group.stream().into_iter().collect();
                let mut start = 0;
                while start < inner.len() {
                    flatten(&path, &inner, start, found);
                    let comma = inner[start..].iter().position(|token| is_punct(Some(token), ','));
                    start = comma.map_or(inner.len(), |comma| start + comma + 1);
                }
                return at + 1;
            }
            Some(token) if is_punct(Some(token), '*') => {
                found.push((path, "*".into()));
                return at + 1;
            }
            // A turbofish, or whatever else is no path any more.
            _ => break,
        }
        if !is_path(tokens, at) {
            break;
        }
        at += 2;
    }
    if path.last().is_some_and(|last| last == "self") && path.len() > 1 {
        path.pop();
    }
    let renamed = tokens.get(at).and_then(ident).filter(|word| word == "as");
    let name = renamed.and_then(|_| tokens.get(at + 1).and_then(ident));
    let name = name.or_else(|| path.last().cloned()).unwrap_or_default();
    found.push((path, name));
    at
}

fn ident(token: &TokenTree) -> Option<String> {
    if let TokenTree::Ident(name) = token { Some(name.to_string()) } else { None }
}

fn is_punct(token: Option<&TokenTree>, sign: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
}

/// Whether `::` stands here.
fn is_path(tokens: &[TokenTree], at: usize) -> bool {
    is_punct(tokens.get(at), ':') && is_punct(tokens.get(at + 1), ':')
}

/// Whether the name here only goes on with a path or a chain of calls that began before it.
fn follows(tokens: &[TokenTree], at: usize) -> bool {
    (at >= 2 && is_path(tokens, at - 2)) || (at >= 1 && is_punct(tokens.get(at - 1), '.'))
}
