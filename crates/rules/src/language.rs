//! The languages Pekan speaks, which of them an installation offers, and its default.

use serde::{Deserialize, Serialize};

use super::names::named;

named! {
    /// Named by the tag that stands in `lang` attributes, the database and the API.
    #[derive(Default)]
    pub enum Language {
        #[default]
        Indonesian = "id",
        English = "en",
    }
}

impl Language {
    /// Reads a tag; regions are ignored (`en-GB` is English).
    pub fn from_tag(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|known| language.eq_ignore_ascii_case(known.name()))
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Languages {
    /// One of those offered.
    pub default: Language,
    pub offered: Vec<Language>,
}

impl Default for Languages {
    fn default() -> Self {
        Self { default: Language::default(), offered: Language::ALL.to_vec() }
    }
}

impl Languages {
    /// The language that somebody has chosen, if it is still offered.
    pub fn offered(&self, chosen: Option<Language>) -> Option<Language> {
        chosen.filter(|language| self.offered.contains(language))
    }

    /// The one of a person who has perhaps chosen, for letters.
    pub fn of(&self, chosen: Option<Language>) -> Language {
        self.offered(chosen).unwrap_or(self.default)
    }

    /// What the header `Accept-Language` prefers among those offered; the default when it names none.
    pub fn preferred(&self, header: Option<&str>) -> Language {
        let mut best = (self.default, 0.0_f32);
        for range in header.unwrap_or_default().split(',') {
            let mut parts = range.split(';');
            let language = Language::from_tag(parts.next().unwrap_or_default().trim());
            let quality = parts
                .find_map(|part| part.trim().strip_prefix("q="))
                .map_or(1.0, |value| value.trim().parse().unwrap_or(0.0));
            if let Some(language) = self.offered(language)
                && quality > best.1
            {
                best = (language, quality);
            }
        }
        best.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_by_tag() {
        assert_eq!(Language::from_tag("en-GB"), Some(Language::English));
        assert_eq!(Language::from_tag("ID"), Some(Language::Indonesian));
        assert_eq!(Language::from_tag("fr"), None);
        for language in Language::ALL {
            assert_eq!(Language::from_tag(language.name()), Some(language));
        }
    }

    #[test]
    fn languages_by_header() {
        let read = |header| Languages::default().preferred(Some(header));
        assert_eq!(Languages::default().preferred(None), Language::Indonesian);
        assert_eq!(read("fr-FR,fr;q=0.9"), Language::Indonesian);
        assert_eq!(read("fr, en-US;q=0.8, id;q=0.5"), Language::English);
        assert_eq!(read("en;q=0.4, id-ID;q=0.7"), Language::Indonesian);
        assert_eq!(read("en;q=abc"), Language::Indonesian);
        assert_eq!(read("en;q=0"), Language::Indonesian);
    }

    #[test]
    fn only_what_is_offered_is_spoken() {
        let english = Languages { default: Language::English, ..Languages::default() };
        assert_eq!(english.preferred(None), Language::English);
        assert_eq!(english.preferred(Some("fr")), Language::English);
        assert_eq!(english.preferred(Some("id")), Language::Indonesian);
        assert_eq!(
            (english.of(None), english.of(Some(Language::Indonesian))),
            (Language::English, Language::Indonesian)
        );
        let indonesian =
            Languages { default: Language::Indonesian, offered: vec![Language::Indonesian] };
        assert_eq!(indonesian.preferred(Some("en")), Language::Indonesian);
        assert_eq!(indonesian.of(Some(Language::English)), Language::Indonesian);
        assert_eq!(indonesian.offered(Some(Language::English)), None);
    }
}
