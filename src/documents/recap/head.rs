//! The letterhead, and what the table is of.

use super::{LEFT, Layout, RIGHT, TOP};
use crate::documents::font::broken;
use crate::documents::pdf::{INK, MM, Style};
use crate::rules::recap::Letterhead;
use crate::text::{Arg, recap, text_with};

const LOGO: f32 = 20.0 * MM;

impl Layout<'_> {
    /// Logo, institution, office, address, and a double rule below them.
    pub(super) fn letterhead(&mut self) {
        let (width, logo) = (self.width(), self.logo);
        // Room for the logo on both sides, so that the middle is that of the page.
        let aside = if logo.is_some() { LOGO + 3.0 * MM } else { 0.0 };
        let middle = (LEFT + aside, width - 2.0 * aside);
        if let Some(logo) = logo {
            let (wide, high) = logo.within(LOGO);
            let corner = (LEFT + (LOGO - wide) / 2.0, TOP + (LOGO - high) / 2.0);
            self.page.picture(corner, (wide, high));
        }
        let sheet = self.sheet;
        let Letterhead { address, contact, .. } = &sheet.letterhead;
        let (institution, office) = (&sheet.recap.institution, &sheet.recap.office);
        let above =
            (office != institution).then(|| (Style::bold(12.0), institution.to_uppercase()));
        let named = (Style::bold(14.0), office.to_uppercase());
        let below = [address, contact].into_iter().flatten();
        let below = below.map(|words| (Style::regular(9.0), words.clone()));
        let texts: Vec<(Style, String)> = above.into_iter().chain([named]).chain(below).collect();
        if logo.is_some() {
            // Fewer lines than it is high stand beside its middle.
            let high = |(style, words): &(Style, String)| {
                let lines = broken(style.weight, style.size, middle.1, words);
                lines.iter().map(|_| style.leading()).sum::<f32>()
            };
            self.at += ((LOGO - texts.iter().map(high).sum::<f32>()) / 2.0).max(0.0);
        }
        for (style, words) in &texts {
            self.centered(*style, middle, words);
        }
        if logo.is_some() {
            self.at = self.at.max(TOP + LOGO);
        }
        let (y, end) = (self.at + 2.0 * MM, self.size.0 - RIGHT);
        self.page.rect(INK, (LEFT, y), (end - LEFT, 1.6));
        self.page.rect(INK, (LEFT, y + 2.8), (end - LEFT, 0.6));
        self.at = y + 8.0 * MM;
    }

    /// Title, number, period, and what has to be known.
    pub(super) fn subject(&mut self) {
        let (language, sheet) = (self.language, self.sheet);
        let all = (LEFT, self.width());
        let title = self.say("recap-title").to_uppercase();
        self.centered(Style::bold(12.5), all, &title);
        let number = match &sheet.issue {
            Some(issue) => {
                text_with(language, "recap-reference", &[("number", Arg::from(&issue.number))])
            }
            None => self.say("recap-draft"),
        };
        let style = if sheet.issue.is_some() { Style::regular(10.0) } else { Style::bold(10.0) };
        self.centered(style, all, &number);
        let period = recap::period(language, &sheet.recap.period);
        self.centered(Style::regular(10.0), all, &period);
        for note in recap::notes(language, sheet) {
            self.centered(Style::bold(9.0), all, &note);
        }
        self.at += 5.0 * MM;
    }

    /// The lines that a text takes at a width.
    pub(super) fn lines(style: Style, width: f32, words: &str) -> Vec<String> {
        broken(style.weight, style.size, width, words)
    }
}
