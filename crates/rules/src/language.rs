//! The languages Pekan speaks.

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
}
