//! The recap of an office to be signed: letterhead, table over as many pages as it takes, totals and
//! signature; a code with which its totals can be asked about.

mod closing;
mod head;
mod table;

use std::io::{self, Write};
use std::mem;

use super::font::broken;
use super::jpeg::Jpeg;
use super::pdf::{Document, INK, MM, MUTED, Page, Style};
use super::qr::TooLong;
use crate::rules::recap::{Paper, Sheet, grouped_code};
use crate::text::{self, Arg, Language, text_with};
use table::{Columns, Row};

/// Left and right; the left one is for binding.
const LEFT: f32 = 20.0 * MM;
const RIGHT: f32 = 15.0 * MM;
const TOP: f32 = 15.0 * MM;
/// Below it stands the footer.
const BOTTOM: f32 = 18.0 * MM;
const SMALL: Style = Style::regular(7.5).colored(MUTED);

/// Why a recap is not on paper.
#[derive(Debug, thiserror::Error)]
pub enum NotDrawn {
    /// The address of the installation fits no code.
    #[error(transparent)]
    TooLong(#[from] TooLong),
    /// Whoever it is for takes no more of it.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// A document that is being laid out.
struct Layout<'a> {
    language: Language,
    sheet: &'a Sheet,
    logo: Option<&'a Jpeg>,
    size: (f32, f32),
    /// How many pages there are.
    of: usize,
    /// Which one is being drawn.
    number: usize,
    page: Page,
    /// Where the next thing stands on it.
    at: f32,
    /// Where pages go that are drawn.
    out: &'a mut dyn FnMut(Page) -> io::Result<()>,
}

/// Writes it page by page. It is laid out twice: each page says of how many it is.
pub fn pdf(
    language: Language,
    sheet: &Sheet,
    paper: Paper,
    logo: Option<&Jpeg>,
    out: impl Write,
) -> Result<(), NotDrawn> {
    let (width, height) = paper.millimetres();
    let size = (f32::from(width) * MM, f32::from(height) * MM);
    let draw = |of: usize, out: &mut dyn FnMut(Page) -> io::Result<()>| {
        let page = Page::new(size);
        Layout { language, sheet, logo, size, of, number: 1, page, at: TOP, out }.draw()
    };
    let pages = draw(0, &mut |_| Ok(()))?;
    let title = format!("{} – {}", text::text(language, "recap-title"), sheet.recap.office);
    let mut document = Document::begin(title, language.name(), logo, out)?;
    draw(pages, &mut |page| document.page(page))?;
    document.finish()?;
    Ok(())
}

impl Layout<'_> {
    /// Returns how many pages it has.
    fn draw(mut self) -> Result<usize, NotDrawn> {
        self.letterhead();
        self.subject();
        self.table()?;
        self.closing()?;
        self.end_page()?;
        Ok(self.number)
    }

    fn say(&self, key: &str) -> String {
        text::text(self.language, key)
    }

    fn width(&self) -> f32 {
        self.size.0 - LEFT - RIGHT
    }

    fn bottom(&self) -> f32 {
        self.size.1 - BOTTOM
    }

    fn has_room(&self, height: f32) -> bool {
        self.at + height <= self.bottom()
    }

    fn new_page(&mut self) -> io::Result<()> {
        self.end_page()?;
        self.number += 1;
        self.at = TOP;
        Ok(())
    }

    /// What is drawn goes out.
    fn end_page(&mut self) -> io::Result<()> {
        self.footer();
        let drawn = mem::replace(&mut self.page, Page::new(self.size));
        (self.out)(drawn)
    }

    /// A text over as many lines as it takes, in the middle.
    fn centered(&mut self, style: Style, (x, width): (f32, f32), words: &str) {
        for line in broken(style.weight, style.size, width, words) {
            let y = self.at + style.size;
            self.page.centered(style, (x, width), y, &line);
            self.at += style.leading();
        }
    }

    fn table(&mut self) -> io::Result<()> {
        let columns = Columns::of(self.width(), self.language, &self.sheet.recap);
        self.table_head(&columns);
        let (language, lines) = (self.language, &self.sheet.recap.lines);
        let row = |at: usize, line| Row::of(language, &columns, at, line);
        // The last two stay with the totals and the signature.
        let kept = lines.len().saturating_sub(2);
        for (at, line) in lines.iter().enumerate() {
            let this = row(at, line);
            let mut needed = this.height();
            if at == kept {
                let after = lines.iter().enumerate().skip(at + 1);
                needed += after.map(|(at, line)| row(at, line).height()).sum::<f32>();
                needed += table::TOTALS_HEIGHT + self.closing_height();
            }
            if at <= kept && !self.has_room(needed) {
                self.continued(&columns)?;
            }
            self.row(&columns, &this);
        }
        if lines.is_empty() {
            let words = self.say("recap-nobody");
            let width = self.width();
            self.at += 2.0 * MM;
            self.centered(Style::regular(9.0), (LEFT, width), &words);
            self.at += 2.0 * MM;
        }
        self.totals(&columns);
        Ok(())
    }

    /// On to the next page, where the headings stand again.
    fn continued(&mut self, columns: &Columns) -> io::Result<()> {
        self.new_page()?;
        let recap = &self.sheet.recap;
        let period = text::recap::period(self.language, &recap.period);
        let words = format!("{} · {period}", recap.office);
        let width = self.width();
        let shown = broken(SMALL.weight, SMALL.size, width, &words);
        let y = self.at + SMALL.size;
        self.page.line(SMALL, LEFT, y, shown.first().map_or("", String::as_str));
        self.at += SMALL.leading() + 2.0 * MM;
        self.table_head(columns);
        Ok(())
    }

    /// Below each page: what it belongs to, and which of how many it is.
    fn footer(&mut self) {
        let (left, y, end) = (self.footer_words(), self.size.1 - 10.0 * MM, self.size.0 - RIGHT);
        self.page.rule(false, (LEFT, y - 4.0 * MM), (end, y - 4.0 * MM));
        self.page.line(SMALL, LEFT, y, &left);
        let (number, of) = (self.number.to_string(), self.of.to_string());
        let args = [("page", Arg::from(&number)), ("of", Arg::from(&of))];
        let words = text_with(self.language, "recap-page", &args);
        self.page.line(SMALL.colored(INK), end - SMALL.width(&words), y, &words);
    }

    fn footer_words(&self) -> String {
        match &self.sheet.issue {
            None => self.say("recap-draft"),
            Some(issue) => {
                let code = grouped_code(&issue.code);
                text_with(self.language, "recap-footer", &[("code", Arg::from(&code))])
            }
        }
    }
}
