//! Languages: every word that people read, numbers and dates as they are written here, and the
//! template engine that knows both.
//!
//! Words live in `locales/id` and `locales/en` (Fluent), Indonesian first; no Rust file holds any.
//! Numbers and dates go into a message already formatted ([`formats`]); a bare number chooses
//! a plural form, and is written with its thousands apart.

mod counts;
mod filters;
pub mod formats;
pub mod recap;
mod templates;
#[cfg(test)]
mod words;

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write;
use std::sync::{LazyLock, PoisonError, RwLock};

pub use filters::{progress, quota};
use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, static_loader};
pub use templates::{RenderError, render, render_context, templates};

use crate::rules::channel::{Channel, Channels};
pub use crate::rules::language::{Language, Languages};
use crate::rules::problem::ProblemArg;
use crate::rules::{Problem, Status};

static_loader! {
    static WORDS = {
        locales: "./locales",
        fallback_language: "id",
        // Isolation marks around arguments would end up in mails, CSV and the clipboard.
        customise: |bundle| {
            bundle.set_use_isolating(false);
            let is_indonesian = bundle.locales.first().is_some_and(|tag| tag.language == "id");
            bundle.set_formatter(Some(if is_indonesian { counts::in_indonesian } else { counts::in_english }));
        },
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
    /// How many: chooses the plural form, and gets thousands separators.
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
    let arguments = problem.args.iter().map(|(name, value)| {
        let words = match value {
            ProblemArg::Text(text) => text.clone(),
            ProblemArg::Date(date) => formats::date_plain(language, *date),
            ProblemArg::Rupiah(amount) => formats::rupiah(language, *amount),
            ProblemArg::Class(class) => class_name(language, class),
        };
        (*name, words)
    });
    let arguments: Vec<_> = arguments.collect();
    let mut args: Vec<_> =
        arguments.iter().map(|(name, words)| (*name, Arg::from(words))).collect();
    // For messages that stand alone, away from their field.
    args.push(("field", Arg::from(&problem.field)));
    let called = field_name(language, &problem.field);
    args.push(("called", Arg::from(called.as_ref().unwrap_or(&problem.field))));
    text_with(language, &format!("problem-{}", problem.code), &args)
}

/// The message, if there is one of this key without arguments.
pub fn known(language: Language, key: &str) -> Option<String> {
    try_fixed(language, key).ok().map(str::to_owned)
}

/// What a field is called in forms, tables and faults, if it has a name.
pub fn field_name(language: Language, field: &str) -> Option<String> {
    let parts = field.split('.').filter(|part| *part != "tiers" && part.parse::<u8>().is_err());
    known(language, &parts.fold("field".to_owned(), |key, part| key + "-" + part))
}

/// What a level is called: in words that are known, or by the code that a district has made of its own.
pub fn level_name(language: Language, level: &str) -> String {
    known(language, &format!("position-{level}")).unwrap_or_else(|| {
        let mut words = level.replace('_', " ");
        words.get_mut(..1).map(str::make_ascii_uppercase);
        words
    })
}

/// How somebody stands.
pub fn status(language: Language, status: Status) -> String {
    text(language, &format!("status-{}", status.name().replace('_', "-")))
}

/// What a class of sellers is called; that of a programme by its code.
pub fn class_name(language: Language, class: &str) -> String {
    known(language, &format!("seller-class-{class}")).unwrap_or_else(|| class.to_owned())
}

/// What a channel is called; one that administrators have added by the name that they gave it.
pub fn channel_name(language: Language, channels: &Channels, channel: &Channel) -> String {
    let own = || channels.own_name(channel).unwrap_or_else(|| channel.code()).to_owned();
    let code = channel.code();
    known(language, &format!("channel-{code}")).unwrap_or_else(own)
}

/// A message without arguments; the error says what is missing.
///
/// It is the same every time, so it is looked up once and stays: there are as many as `locales/`
/// has keys, whatever is asked for.
pub(crate) fn try_fixed(language: Language, key: &str) -> Result<&'static str, String> {
    static FOUND: Found = LazyLock::new(Default::default);
    once(&FOUND, language, key, || resolve(language, key, &[]))
}

/// Like [`text_with`]; the error says what is missing.
///
/// Only what chooses a form of a message is asked of Fluent each time; everything else is put
/// between the pieces of its pattern, which are found once.
pub(crate) fn try_text(
    language: Language,
    key: &str,
    args: &[(&str, Arg<'_>)],
) -> Result<String, String> {
    if args.iter().any(|(name, _)| *name == CHOOSES) {
        return resolve(language, key, args);
    }
    let mut text = String::with_capacity(80);
    for (number, piece) in pattern(language, key, args)?.split(MARK).enumerate() {
        if number % 2 == 0 {
            text.push_str(piece);
            continue;
        }
        // Writing to a text cannot fail.
        let _ = match args.iter().find(|(name, _)| *name == piece) {
            Some((_, Arg::Text(value))) => text.write_str(value),
            Some((_, Arg::Count(value))) => {
                text.write_str(&formats::number(language, value.cast_signed()))
            }
            None => return Err(format!("no argument `{piece}`")),
        };
    }
    Ok(text)
}

/// The one argument by which messages choose a form; `words` proves it.
const CHOOSES: &str = "count";
/// Stands around the names of arguments in a pattern, and in no message.
const MARK: char = '\0';

/// Messages by their keys, as they have been looked up.
type Found = LazyLock<[RwLock<HashMap<String, &'static str>>; 2]>;

/// A message with the names of its arguments in the places of their values. There are as many as
/// `locales/` has keys.
fn pattern(
    language: Language,
    key: &str,
    args: &[(&str, Arg<'_>)],
) -> Result<&'static str, String> {
    static FOUND: Found = LazyLock::new(Default::default);
    once(&FOUND, language, key, || {
        let marked: Vec<String> =
            args.iter().map(|(name, _)| format!("{MARK}{name}{MARK}")).collect();
        let names = args.iter().zip(&marked).map(|((name, _), mark)| (*name, Arg::from(mark)));
        resolve(language, key, &names.collect::<Vec<_>>())
    })
}

/// Looks a text up at the first time, and keeps it.
fn once(
    found: &Found,
    language: Language,
    key: &str,
    look_up: impl FnOnce() -> Result<String, String>,
) -> Result<&'static str, String> {
    let found = &found[language as usize];
    // Nothing panics while it holds the lock.
    if let Some(words) = found.read().unwrap_or_else(PoisonError::into_inner).get(key) {
        return Ok(words);
    }
    let words: &'static str = look_up()?.leak();
    found.write().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned(), words);
    Ok(words)
}

/// The message as Fluent puts it together.
fn resolve(language: Language, key: &str, args: &[(&str, Arg<'_>)]) -> Result<String, String> {
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
        assert_eq!(purchases(Language::Indonesian, 1257), "1.257 belanja");
        assert_eq!(purchases(Language::English, 1257), "1,257 purchases");
    }

    #[test]
    fn pieces_of_a_pattern_take_any_value() {
        let args = [("week", Arg::from("{$week}")), ("unused", Arg::Count(7))];
        for _ in 0..2 {
            assert_eq!(text_with(Language::Indonesian, "week-label", &args), "Pekan {$week}");
        }
        assert_eq!(text_with(Language::English, "week-label", &[("week", 9_u32.into())]), "Week 9");
        let many = [("have", Arg::Count(7012)), ("want", Arg::Count(8120))];
        assert_eq!(text_with(Language::Indonesian, "email-of", &many), "7.012 dari 8.120");
        let missing = try_text(Language::English, "week-label", &[("unused", Arg::Count(7))]);
        assert_eq!(missing.unwrap_err(), "no argument `week`");
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
