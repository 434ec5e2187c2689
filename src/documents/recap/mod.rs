//! The recap of an office to be signed: letterhead, table over as many pages as it takes, totals and
//! signature; a code with which its totals can be asked about.

mod closing;
mod head;
mod table;

use super::font::broken;
use super::jpeg::Jpeg;
use super::pdf::{INK, MM, MUTED, Page, Style, illustrated};
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

/// A document that is being laid out.
struct Layout<'a> {
    language: Language,
    sheet: &'a Sheet,
    logo: Option<&'a Jpeg>,
    size: (f32, f32),
    pages: Vec<Page>,
    /// Where the next thing stands on the last page.
    at: f32,
}

/// # Errors
/// [`TooLong`] where the address of the installation fits no code.
pub fn pdf(
    language: Language,
    sheet: &Sheet,
    paper: Paper,
    logo: Option<&Jpeg>,
) -> Result<Vec<u8>, TooLong> {
    let (width, height) = paper.millimetres();
    let size = (f32::from(width) * MM, f32::from(height) * MM);
    let mut layout = Layout { language, sheet, logo, size, pages: Vec::new(), at: 0.0 };
    layout.first_page();
    layout.table();
    layout.closing()?;
    layout.footers();
    Ok(illustrated(&layout.title(), language.name(), layout.pages, logo))
}

impl Layout<'_> {
    fn say(&self, key: &str) -> String {
        text::text(self.language, key)
    }

    fn title(&self) -> String {
        format!("{} – {}", self.say("recap-title"), self.sheet.recap.office)
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

    /// The page that is being drawn; there is one from the letterhead on.
    fn page(&mut self) -> &mut Page {
        if self.pages.is_empty() {
            self.pages.push(Page::new(self.size));
        }
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }

    fn new_page(&mut self) {
        if let Some(page) = self.pages.last_mut() {
            page.pack();
        }
        self.pages.push(Page::new(self.size));
        self.at = TOP;
    }

    /// A text over as many lines as it takes, in the middle.
    fn centered(&mut self, style: Style, (x, width): (f32, f32), words: &str) {
        for line in broken(style.weight, style.size, width, words) {
            let y = self.at + style.size;
            self.page().centered(style, (x, width), y, &line);
            self.at += style.leading();
        }
    }

    fn table(&mut self) {
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
                self.continued(&columns);
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
    }

    /// On to the next page, where the headings stand again.
    fn continued(&mut self, columns: &Columns) {
        self.new_page();
        let recap = &self.sheet.recap;
        let period = text::recap::period(self.language, &recap.period);
        let words = format!("{} · {period}", recap.office);
        let width = self.width();
        let shown = broken(SMALL.weight, SMALL.size, width, &words);
        let y = self.at + SMALL.size;
        self.page().line(SMALL, LEFT, y, shown.first().map_or("", String::as_str));
        self.at += SMALL.leading() + 2.0 * MM;
        self.table_head(columns);
    }

    /// Below each page: what it belongs to, and which of how many it is.
    fn footers(&mut self) {
        let of = self.pages.len().to_string();
        let (left, y) = (self.footer_words(), self.size.1 - 10.0 * MM);
        let end = self.size.0 - RIGHT;
        for (at, page) in (1_usize..).zip(&mut self.pages) {
            page.rule(false, (LEFT, y - 4.0 * MM), (end, y - 4.0 * MM));
            page.line(SMALL, LEFT, y, &left);
            let number = at.to_string();
            let args = [("page", Arg::from(&number)), ("of", Arg::from(&of))];
            let words = text_with(self.language, "recap-page", &args);
            page.line(SMALL.colored(INK), end - SMALL.width(&words), y, &words);
        }
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
