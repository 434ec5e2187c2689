//! Slips that let people in without mail: eight on a sheet of A4, to be cut and handed over.

use super::pdf::{A4, BRAND, MM, MUTED, Page, Style, TURMERIC, document};
use super::qr::{Qr, TooLong};
use crate::text::{Arg, Language, text, text_with};

/// What one slip says.
#[derive(Clone, Debug)]
pub struct Slip {
    pub language: Language,
    pub institution: String,
    pub office: String,
    pub name: String,
    pub number: String,
    pub code: String,
    /// Where number and code stand filled in.
    pub link: String,
    /// The page as somebody types it, such as `belanja.go.id/aktivasi`.
    pub address: String,
    /// The last day, in words.
    pub until: String,
    /// Whether an account is opened, or a forgotten password replaced.
    pub is_first: bool,
    /// Who helps, in one line.
    pub help: Option<String>,
}

const COLUMNS: usize = 2;
const ROWS: usize = 4;
const WIDTH: f32 = 105.0 * MM;
const HEIGHT: f32 = 74.25 * MM;
const EDGE: f32 = 8.0 * MM;
const CODE: f32 = 30.0 * MM;

/// The sheets with these slips, in their order.
///
/// # Errors
/// [`TooLong`] where the address of the installation fits no code.
pub fn sheets(language: Language, slips: &[Slip]) -> Result<Vec<u8>, TooLong> {
    let mut pages = Vec::new();
    for sheet in slips.chunks(COLUMNS * ROWS) {
        let mut page = Page::new(A4);
        cut_lines(&mut page);
        for (place, slip) in sheet.iter().enumerate() {
            draw(&mut page, corner(place), slip)?;
        }
        pages.push(page);
    }
    Ok(document(text(language, "slip-document"), language.name(), pages))
}

fn corner(place: usize) -> (f32, f32) {
    let column = if place.is_multiple_of(COLUMNS) { 0.0 } else { WIDTH };
    let row = u8::try_from(place / COLUMNS).unwrap_or(0);
    (column, f32::from(row) * HEIGHT)
}

fn cut_lines(page: &mut Page) {
    page.rule(true, (WIDTH, 0.0), (WIDTH, A4.1));
    for row in [1.0, 2.0, 3.0] {
        page.rule(true, (0.0, row * HEIGHT), (A4.0, row * HEIGHT));
    }
}

fn draw(page: &mut Page, (x, y): (f32, f32), slip: &Slip) -> Result<(), TooLong> {
    let say = |key| text(slip.language, key);
    let (left, whole) = (x + EDGE, WIDTH - 2.0 * EDGE);
    let beside = whole - CODE - 4.0 * MM;
    let muted = Style::regular(7.5).colored(MUTED);

    page.rect(BRAND, (left, y + 6.0 * MM), (8.0 * MM, 1.2 * MM));
    page.rect(TURMERIC, (left + 8.0 * MM, y + 6.0 * MM), (4.0 * MM, 1.2 * MM));
    let title = if slip.is_first { "slip-title-activation" } else { "slip-title-reset" };
    page.line(Style::bold(8.5).colored(BRAND), left, y + 11.0 * MM, &say(title));
    let mut at = y + 14.6 * MM;
    at = first_lines(page, muted, (left, whole), at, &slip.institution, 1);

    at = at.max(y + 19.6 * MM) + 1.5 * MM;
    at = first_lines(page, Style::bold(11.0), (left, beside), at, &slip.name, 2);
    let number = text_with(slip.language, "slip-number", &[("number", Arg::from(&slip.number))]);
    page.line(Style::regular(9.0), left, at, &number);
    at = first_lines(page, muted, (left, beside), at + 3.6 * MM, &slip.office, 2);

    page.line(muted, left, at + 2.2 * MM, &say("slip-code"));
    let (one, other) = slip.code.split_at(slip.code.len() / 2);
    page.spaced_line(Style::bold(17.0), left, at + 8.6 * MM, 1.6, &format!("{one} {other}"));

    page.qr(&Qr::of(&slip.link)?, (x + WIDTH - EDGE - CODE, y + 18.0 * MM), CODE);

    let how = text_with(slip.language, "slip-how", &[("address", Arg::from(&slip.address))]);
    let mut at = first_lines(page, Style::regular(7.5), (left, whole), y + 55.5 * MM, &how, 2);
    let until = text_with(slip.language, "slip-until", &[("date", Arg::from(&slip.until))]);
    at = first_lines(page, Style::bold(7.5), (left, whole), at, &until, 1);
    if let Some(help) = &slip.help {
        let help = text_with(slip.language, "slip-help", &[("who", Arg::from(help))]);
        first_lines(page, muted, (left, whole), at, &help, 2);
    }
    Ok(())
}

/// The first lines of a text, so that none runs into what stands below. Returns where the next stands.
fn first_lines(
    page: &mut Page,
    style: Style,
    (x, width): (f32, f32),
    y: f32,
    text: &str,
    most: usize,
) -> f32 {
    let mut at = y;
    for line in super::font::wrapped(style.weight, style.size, width, text).iter().take(most) {
        page.line(style, x, at, line);
        at += style.leading();
    }
    at
}
