//! The sheet that hangs at an event, at a place or at a seller's: A4, with a code that opens the form for a
//! purchase, filled in. The same layout as PDF and as SVG.

use std::fmt::Write;

use super::font::{Weight, wrapped};
use super::pdf::{A4, BRAND, Color, MM, MUTED, Page, Style, TURMERIC, document};
use super::qr::{Qr, TooLong};
use crate::text::{Language, text};

/// What the sheet says.
#[derive(Clone, Debug)]
pub struct Leaflet {
    pub language: Language,
    pub institution: String,
    /// The event, the place or the seller.
    pub name: String,
    /// Where and when, a line each.
    pub facts: Vec<String>,
    /// What the code opens.
    pub link: String,
    /// The same as somebody types it.
    pub address: String,
}

const EDGE: f32 = 18.0 * MM;
const CODE: f32 = 120.0 * MM;
/// Lines of a name; what is longer is cut.
const NAME_LINES: usize = 3;

enum Piece {
    Rect(Color, (f32, f32), (f32, f32)),
    /// `y` is where its letters stand on.
    Line(Style, (f32, f32), String),
    Code(Qr, (f32, f32), f32),
}

fn layout(leaflet: &Leaflet) -> Result<Vec<Piece>, TooLong> {
    let say = |key| text(leaflet.language, key);
    let width = A4.0 - 2.0 * EDGE;
    let white = [1.0; 3];
    let mut pieces = vec![
        Piece::Rect(BRAND, (0.0, 0.0), (A4.0, 34.0 * MM)),
        Piece::Rect(TURMERIC, (0.0, 34.0 * MM), (A4.0, 2.0 * MM)),
    ];
    let mut centered = |style: Style, y: f32, words: &str| {
        let x = EDGE + (width - style.width(words)) / 2.0;
        pieces.push(Piece::Line(style, (x, y), words.to_owned()));
    };
    centered(Style::regular(12.0).colored(white), 14.0 * MM, &leaflet.institution);
    centered(Style::bold(24.0).colored(white), 26.0 * MM, &say("leaflet-title"));
    let mut at = 56.0 * MM;
    let name = Style::bold(28.0).colored(BRAND);
    for line in wrapped(name.weight, name.size, width, &leaflet.name).iter().take(NAME_LINES) {
        centered(name, at, line);
        at += name.leading();
    }
    let fact = Style::regular(14.0);
    for words in &leaflet.facts {
        for line in wrapped(fact.weight, fact.size, width, words) {
            centered(fact, at, &line);
            at += fact.leading();
        }
    }
    let top = A4.1 - EDGE - 24.0 * MM - CODE;
    let call = Style::bold(17.0);
    centered(call, top + CODE + 12.0 * MM, &say("leaflet-scan"));
    let small = Style::regular(11.0).colored(MUTED);
    centered(small, top + CODE + 19.0 * MM, &leaflet.address);
    centered(small, top + CODE + 25.0 * MM, &say("leaflet-note"));
    pieces.push(Piece::Code(Qr::of(&leaflet.link)?, ((A4.0 - CODE) / 2.0, top), CODE));
    Ok(pieces)
}

/// # Errors
/// [`TooLong`] where the address of the installation fits no code.
pub fn pdf(leaflet: &Leaflet) -> Result<Vec<u8>, TooLong> {
    let mut page = Page::new(A4);
    for piece in layout(leaflet)? {
        match piece {
            Piece::Rect(color, corner, size) => page.rect(color, corner, size),
            Piece::Line(style, (x, y), words) => page.line(style, x, y, &words),
            Piece::Code(code, corner, size) => page.qr(&code, corner, size),
        }
    }
    Ok(document(leaflet.name.clone(), leaflet.language.name(), vec![page]))
}

/// # Errors
/// [`TooLong`] where the address of the installation fits no code.
pub fn svg(leaflet: &Leaflet) -> Result<Vec<u8>, TooLong> {
    let (width, height) = A4;
    let mut drawn = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"210mm\" height=\"297mm\" viewBox=\"0 0 {width:.2} \
         {height:.2}\" lang=\"{}\" font-family=\"Arial, Helvetica, sans-serif\"><title>{}</title>\
         <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>",
        leaflet.language.name(),
        escaped(&leaflet.name),
    );
    for piece in layout(leaflet)? {
        // Writing to a string cannot fail.
        let _ = match piece {
            Piece::Rect(color, (x, y), (wide, high)) => write!(
                drawn,
                "<rect x=\"{x:.2}\" y=\"{y:.2}\" width=\"{wide:.2}\" height=\"{high:.2}\" fill=\"{}\"/>",
                hex(color)
            ),
            Piece::Line(style, (x, y), words) => write!(
                drawn,
                "<text x=\"{x:.2}\" y=\"{y:.2}\" textLength=\"{:.2}\" font-size=\"{}\"{} fill=\"{}\">{}</text>",
                style.width(&words),
                style.size,
                if style.weight == Weight::Bold { " font-weight=\"bold\"" } else { "" },
                hex(style.color),
                escaped(&words)
            ),
            Piece::Code(code, (x, y), size) => write!(
                drawn,
                "<svg x=\"{x:.2}\" y=\"{y:.2}\" width=\"{size:.2}\" height=\"{size:.2}\" viewBox=\"0 0 {0} {0}\" \
                 shape-rendering=\"crispEdges\"><path d=\"{1}\"/></svg>",
                code.modules(),
                code.svg_path()
            ),
        };
    }
    drawn.push_str("</svg>\n");
    Ok(drawn.into_bytes())
}

fn hex(color: Color) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 255 after clamping"
    )]
    let byte = |part: f32| (part * 255.0).round().clamp(0.0, 255.0) as u8;
    let [red, green, blue] = color.map(byte);
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaflet() -> Leaflet {
        Leaflet {
            language: Language::Indonesian,
            institution: "Kabupaten Sukamaju".into(),
            name: "Bazar <Ramadan> & Lebaran".into(),
            facts: vec!["Alun-alun, Lumajang".into(), "2 Maret 2026".into()],
            link: "https://belanja.example.go.id/belanja/baru?acara=7".into(),
            address: "belanja.example.go.id/belanja/baru?acara=7".into(),
        }
    }

    #[test]
    fn both_kinds_say_the_same() {
        let drawn = String::from_utf8(svg(&leaflet()).unwrap()).unwrap();
        assert!(drawn.contains("Bazar &lt;Ramadan&gt; &amp; Lebaran</text>"), "{drawn}");
        assert!(drawn.contains("width=\"210mm\" height=\"297mm\""));
        let code = Qr::of(&leaflet().link).unwrap();
        assert!(drawn.contains(&code.svg_path()));
        assert!(pdf(&leaflet()).unwrap().starts_with(b"%PDF-"));
    }

    #[test]
    fn a_long_name_stays_above_the_code() {
        let long = Leaflet { name: "Bazar ".repeat(60), ..leaflet() };
        let top = A4.1 - EDGE - 24.0 * MM - CODE;
        for piece in layout(&long).unwrap() {
            if let Piece::Line(style, (x, y), words) = piece {
                assert!(x >= 0.0 && x + style.width(&words) <= A4.0, "{words}");
                assert!(y < top || y > top + CODE, "{words}");
            }
        }
    }
}
