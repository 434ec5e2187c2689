//! Below the table: the figures of the office, the code, and the room for the signature. It is never parted.

use super::{LEFT, Layout, NotDrawn, SMALL};
use crate::documents::pdf::{MM, Style};
use crate::documents::qr::{Qr, TooLong};
use crate::rules::recap::grouped_code;
use crate::text::recap;

/// Figures beside each other.
const FACTS: usize = 5;
const LABEL: Style = Style::regular(7.0);
const VALUE: Style = Style::bold(9.0);
const FACT_HEIGHT: f32 = 11.0 * MM;
/// Between position and name.
const SIGNATURE: f32 = 22.0 * MM;
const WORDS: Style = Style::regular(9.5);
const NAME: Style = Style::bold(9.5);
const CODE: f32 = 24.0 * MM;
const SIGNER: f32 = 80.0 * MM;

impl Layout<'_> {
    /// How high all of it is.
    pub(super) fn closing_height(&self) -> f32 {
        let (above, below) = recap::signature(self.language, self.sheet);
        let lines = |words: &String| Self::lines(WORDS, SIGNER, words).len();
        let lines: usize = above.iter().chain(&below).map(lines).sum();
        let lines = f32::from(u16::try_from(lines).unwrap_or(u16::MAX));
        let signature = lines * WORDS.leading() + SIGNATURE;
        2.0 * FACT_HEIGHT + 10.0 * MM + signature.max(CODE + 14.0 * MM)
    }

    pub(super) fn closing(&mut self) -> Result<(), NotDrawn> {
        if !self.has_room(self.closing_height()) {
            self.new_page()?;
        }
        self.at += 4.0 * MM;
        self.facts();
        self.at += 6.0 * MM;
        let top = self.at;
        self.code(top)?;
        self.at = top;
        self.signature();
        Ok(())
    }

    fn facts(&mut self) {
        let facts = recap::facts(self.language, &self.sheet.recap.totals);
        let width = self.width() / f32::from(u16::try_from(FACTS).unwrap_or(1));
        for row in facts.chunks(FACTS) {
            let y = self.at;
            let mut x = LEFT;
            for (label, value) in row {
                self.page.line(LABEL, x, y + LABEL.size, label);
                self.page.line(VALUE, x, y + LABEL.leading() + VALUE.size, value);
                x += width;
            }
            self.at += FACT_HEIGHT;
        }
    }

    /// What the code is for, beside the signature.
    fn code(&mut self, top: f32) -> Result<(), TooLong> {
        let Some(issue) = &self.sheet.issue else { return Ok(()) };
        let code = Qr::of(&issue.link)?;
        self.page.qr(&code, (LEFT, top), CODE);
        let mut y = top + CODE + 3.0 * MM;
        let grouped = grouped_code(&issue.code);
        self.page.line(Style::bold(9.0), LEFT, y + 6.0, &grouped);
        y += 4.5 * MM;
        let address = issue.link.split("://").last().unwrap_or_default();
        let words = format!("{} {address}", self.say("recap-check"));
        for line in Self::lines(SMALL, 85.0 * MM, &words) {
            self.page.line(SMALL, LEFT, y + SMALL.size, &line);
            y += SMALL.leading();
        }
        Ok(())
    }

    fn signature(&mut self) {
        let (above, below) = recap::signature(self.language, self.sheet);
        for words in &above {
            self.signed(WORDS, words);
        }
        self.at += SIGNATURE;
        for (at, words) in below.iter().enumerate() {
            self.signed(if at == 0 { NAME } else { WORDS }, words);
        }
    }

    fn signed(&mut self, style: Style, words: &str) {
        let x = LEFT + self.width() - SIGNER;
        for line in Self::lines(style, SIGNER, words) {
            let y = self.at + style.size;
            self.page.line(style, x, y, &line);
            self.at += style.leading();
        }
    }
}
