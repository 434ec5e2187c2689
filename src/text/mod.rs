//! Languages: every word that people read, numbers and dates as they are written here, and the
//! template engine that knows both.
//!
//! Words live in `locales/id` and `locales/en` (Fluent), Indonesian first; no Rust file holds any.
//! Numbers and dates go into a message already formatted ([`formats`]); a bare number only chooses
//! a plural form.

mod filters;
pub mod formats;
mod templates;
#[cfg(test)]
mod words;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{LazyLock, PoisonError, RwLock};

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, static_loader};
pub use templates::{RenderError, render, render_context, templates};

use crate::rules::Problem;
pub use crate::rules::language::{Language, Languages};
use crate::rules::problem::Shown;

static_loader! {
    static WORDS = {
        locales: "./locales",
        fallback_language: "id",
        // Isolation marks around arguments would end up in mails, CSV and the clipboard.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

fn identifier(language: Language) -> &'static LanguageIdentifier {
    static IDENTIFIERS: LazyLock<[LanguageIdentifier; 2]> = LazyLock::new(|| {
        // Both tags are well formed: the tests of this module read them.
        Language::ALL.map(|language| language.name().parse().expect("a language tag"))
    });
    &IDENTIFIERS[language as usize]
}

/// A value that is put into a message.
#[derive(Clone, Copy, Debug)]
pub enum Arg<'a> {
    /// Text as it is, or a number, an amount or a date already formatted.
    Text(&'a str),
    /// How many: chooses the plural form, and is shown without thousands separators.
    Count(u64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<u64> for Arg<'_> {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<u32> for Arg<'_> {
    fn from(count: u32) -> Self {
        Self::Count(count.into())
    }
}

impl From<usize> for Arg<'_> {
    fn from(count: usize) -> Self {
        Self::Count(count as u64)
    }
}

/// The message `key` in `language`.
///
/// A key that does not exist stops a debug build; a release build logs it and shows the key.
pub fn text(language: Language, key: &str) -> String {
    fixed(language, key).into_owned()
}

/// Like [`text`], without a copy.
fn fixed(language: Language, key: &str) -> Cow<'static, str> {
    match try_fixed(language, key) {
        Ok(words) => Cow::Borrowed(words),
        Err(reason) => Cow::Owned(missing(language, key, &reason)),
    }
}

fn missing(language: Language, key: &str, reason: &str) -> String {
    debug_assert!(false, "message {key:?} in {}: {reason}", language.name());
    tracing::error!(key, language = language.name(), reason, "message cannot be shown");
    key.to_owned()
}

/// The message `key` in `language`, with its arguments. Missing keys and arguments as in [`text`].
pub fn text_with(language: Language, key: &str, args: &[(&str, Arg<'_>)]) -> String {
    try_text(language, key, args).unwrap_or_else(|reason| missing(language, key, &reason))
}

/// A problem in words, with dates and amounts as this language writes them.
pub fn problem(language: Language, problem: &Problem) -> String {
    let shown = problem.args.iter().map(|(name, value)| {
        let words = match value {
            Shown::Text(text) => text.clone(),
            Shown::Date(date) => formats::date_plain(language, *date),
            Shown::Rupiah(amount) => formats::rupiah(language, *amount),
        };
        (*name, words)
    });
    let shown: Vec<_> = shown.collect();
    let mut args: Vec<_> = shown.iter().map(|(name, words)| (*name, Arg::from(words))).collect();
    // For messages that stand alone, away from their field.
    args.push(("field", Arg::from(&problem.field)));
    text_with(language, &format!("problem-{}", problem.code), &args)
}

/// The message, if there is one of this key without arguments.
pub fn known(language: Language, key: &str) -> Option<String> {
    try_fixed(language, key).ok().map(str::to_owned)
}

/// A message without arguments; the error says what is missing.
///
/// It is the same every time, so it is looked up once and stays: there are as many as `locales/`
/// has keys, whatever is asked for.
pub(crate) fn try_fixed(language: Language, key: &str) -> Result<&'static str, String> {
    type Messages = RwLock<HashMap<String, &'static str>>;
    static FOUND: LazyLock<[Messages; 2]> = LazyLock::new(Default::default);
    let found = &FOUND[language as usize];
    // Nothing panics while it holds the lock.
    if let Some(words) = found.read().unwrap_or_else(PoisonError::into_inner).get(key) {
        return Ok(words);
    }
    let words: &'static str = try_text(language, key, &[])?.leak();
    found.write().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned(), words);
    Ok(words)
}

/// Like [`text_with`]; the error says what is missing.
pub(crate) fn try_text(
    language: Language,
    key: &str,
    args: &[(&str, Arg<'_>)],
) -> Result<String, String> {
    let args: HashMap<Cow<'_, str>, FluentValue<'_>> =
        args.iter().map(|&(name, value)| (Cow::Borrowed(name), FluentValue::from(value))).collect();
    WORDS
        .lookup_single_language(identifier(language), key, Some(&args))
        .map_err(|error| error.to_string())
}

impl<'a> From<Arg<'a>> for FluentValue<'a> {
    fn from(arg: Arg<'a>) -> Self {
        match arg {
            Arg::Text(text) => text.into(),
            Arg::Count(count) => count.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_an_identifier() {
        for language in Language::ALL {
            assert_eq!(identifier(language).to_string(), language.name());
        }
    }

    #[test]
    fn plural_and_text_arguments() {
        let purchases = |language, count: u32| {
            text_with(language, "email-purchases", &[("count", count.into())])
        };
        assert_eq!(purchases(Language::Indonesian, 8), "8 belanja");
        assert_eq!(purchases(Language::English, 1), "1 purchase");
        assert_eq!(purchases(Language::English, 8), "8 purchases");
    }

    #[test]
    #[should_panic(expected = "no-such-key")]
    fn a_missing_key_is_loud() {
        text(Language::English, "no-such-key");
    }

    #[test]
    #[should_panic(expected = "email-purchases")]
    fn a_missing_argument_is_loud() {
        text(Language::English, "email-purchases");
    }
}
