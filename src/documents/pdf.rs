//! A PDF file, page by page. Lengths are points, counted from the upper left corner of a page.

use std::io::{self, Write};

use pdf_writer::writers::{Catalog, DocumentInfo};
use pdf_writer::{Content, Filter, Finish, Name, Rect, Ref, Str, TextStr};

use super::font::{self, WEIGHTS, Weight, wrapped};
use super::jpeg::Jpeg;
use super::packed::packed;
use super::pdf_file::PdfFile;
use super::qr::Qr;

/// A millimetre in points.
pub const MM: f32 = 72.0 / 25.4;
/// The name by which pages ask for their picture.
const PICTURE: Name<'static> = Name(b"P");
/// Width and height of A4.
pub const A4: (f32, f32) = (210.0 * MM, 297.0 * MM);

/// Red, green and blue, each between 0 and 1.
pub type Color = [f32; 3];
pub const INK: Color = [0.09, 0.13, 0.12];
pub const MUTED: Color = [0.31, 0.36, 0.34];
pub const BRAND: Color = [0.04, 0.35, 0.33];
pub const TURMERIC: Color = [0.91, 0.66, 0.13];
pub const RULE: Color = [0.72, 0.70, 0.66];

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    pub weight: Weight,
    pub size: f32,
    pub color: Color,
}

impl Style {
    pub const fn regular(size: f32) -> Self {
        Self { weight: Weight::Regular, size, color: INK }
    }

    pub const fn bold(size: f32) -> Self {
        Self { weight: Weight::Bold, size, color: INK }
    }

    #[must_use]
    pub const fn colored(self, color: Color) -> Self {
        Self { color, ..self }
    }

    /// From one line to the next.
    pub fn leading(self) -> f32 {
        self.size * 1.32
    }

    pub fn width(self, text: &str) -> f32 {
        self.weight.width(text, self.size)
    }
}

/// A page that is being drawn.
pub struct Page {
    content: Content,
    size: (f32, f32),
}

impl Page {
    pub fn new(size: (f32, f32)) -> Self {
        Self { content: Content::new(), size }
    }

    fn upwards(&self, y: f32) -> f32 {
        self.size.1 - y
    }

    fn fill_with(&mut self, [red, green, blue]: Color) {
        self.content.set_fill_rgb(red, green, blue);
    }

    /// One line of text; `y` is where its letters stand on.
    pub fn line(&mut self, style: Style, x: f32, y: f32, text: &str) {
        self.spaced_line(style, x, y, 0.0, text);
    }

    /// The same with room between the letters.
    pub fn spaced_line(&mut self, style: Style, x: f32, y: f32, space: f32, text: &str) {
        let y = self.upwards(y);
        self.fill_with(style.color);
        self.content
            .begin_text()
            .set_font(style.weight.name(), style.size)
            .set_char_spacing(space)
            .next_line(x, y)
            .show(Str(&style.weight.encoded(text)))
            .end_text();
    }

    /// The same in the middle of a width.
    pub fn centered(&mut self, style: Style, (x, width): (f32, f32), y: f32, text: &str) {
        self.line(style, x + (width - style.width(text)) / 2.0, y, text);
    }

    /// A text over as many lines as it takes, the first at `y`. Returns where the next would stand.
    pub fn paragraph(&mut self, style: Style, (x, width): (f32, f32), y: f32, text: &str) -> f32 {
        let mut at = y;
        for line in wrapped(style.weight, style.size, width, text) {
            self.line(style, x, at, &line);
            at += style.leading();
        }
        at
    }

    pub fn rect(&mut self, color: Color, (x, y): (f32, f32), (width, height): (f32, f32)) {
        let below = self.upwards(y + height);
        self.fill_with(color);
        self.content.rect(x, below, width, height).fill_nonzero();
    }

    /// A thin line, in dashes where it says where to cut.
    pub fn rule(&mut self, dashed: bool, from: (f32, f32), to: (f32, f32)) {
        let [red, green, blue] = RULE;
        let dashes: &[f32] = if dashed { &[3.0, 3.0] } else { &[] };
        let (above, below) = (self.upwards(from.1), self.upwards(to.1));
        self.content
            .set_stroke_rgb(red, green, blue)
            .set_line_width(0.5)
            .set_dash_pattern(dashes.iter().copied(), 0.0)
            .move_to(from.0, above)
            .line_to(to.0, below)
            .stroke();
    }

    /// The picture of the [`Document`] in a rectangle.
    pub fn picture(&mut self, (x, y): (f32, f32), (width, height): (f32, f32)) {
        let below = self.upwards(y + height);
        self.content
            .save_state()
            .transform([width, 0.0, 0.0, height, x, below])
            .x_object(PICTURE)
            .restore_state();
    }

    /// A code in a square; the white edge that readers need is the caller's to leave.
    pub fn qr(&mut self, qr: &Qr, (x, y): (f32, f32), size: f32) {
        let module = size / qr.modules();
        self.fill_with([0.0; 3]);
        for run in qr.runs() {
            let below = self.upwards(y + (run.y + 1.0) * module);
            self.content.rect(x + run.x * module, below, run.length * module, module);
        }
        self.content.fill_nonzero();
    }
}

/// A file that is written while its pages are drawn.
pub struct Document<W> {
    file: PdfFile<W>,
    tree: Ref,
    fonts: [(Weight, Ref); 2],
    picture: Option<Ref>,
    pages: Vec<Ref>,
    title: String,
    language: &'static str,
}

impl<W: Write> Document<W> {
    /// `language` is `id` or `en`; pages may show the picture.
    pub fn begin(
        title: String,
        language: &'static str,
        picture: Option<&Jpeg>,
        out: W,
    ) -> io::Result<Self> {
        let mut file = PdfFile::begin(out)?;
        let tree = file.number();
        let [regular, bold] = WEIGHTS;
        let fonts =
            [(regular, font::embed(&mut file, regular)?), (bold, font::embed(&mut file, bold)?)];
        let picture = picture.map(|picture| picture.embed(&mut file)).transpose()?;
        Ok(Self { file, tree, fonts, picture, pages: Vec::new(), title, language })
    }

    pub fn page(&mut self, page: Page) -> io::Result<()> {
        let Self { file, tree, fonts, picture, pages, .. } = self;
        let (drawn, (width, height)) = (packed(&page.content.finish()), page.size);
        let (id, contents) = (file.number(), file.number());
        pages.push(id);
        file.object(|chunk| {
            chunk.stream(contents, &drawn).filter(Filter::FlateDecode);
        })?;
        file.object(|chunk| {
            let mut page = chunk.page(id);
            page.parent(*tree).media_box(Rect::new(0.0, 0.0, width, height)).contents(contents);
            let mut resources = page.resources();
            let mut named = resources.fonts();
            for (weight, font) in fonts {
                named.pair(weight.name(), *font);
            }
            named.finish();
            if let Some(picture) = picture {
                resources.x_objects().pair(PICTURE, *picture);
            }
        })
    }

    pub fn finish(self) -> io::Result<()> {
        let Self { mut file, tree, pages, title, language, .. } = self;
        let (catalog, info) = (file.number(), file.number());
        let count = i32::try_from(pages.len()).unwrap_or(i32::MAX);
        file.object(|chunk| {
            chunk.pages(tree).kids(pages).count(count);
        })?;
        file.object(|chunk| {
            let mut catalog = chunk.indirect(catalog).start::<Catalog<'_>>();
            catalog.pages(tree).lang(TextStr(language));
        })?;
        file.object(|chunk| {
            let mut about = chunk.indirect(info).start::<DocumentInfo<'_>>();
            about.title(TextStr(&title)).producer(TextStr("Pekan"));
        })?;
        file.finish(catalog, info)
    }
}

/// The file with these pages; `language` is `id` or `en`.
pub fn document(title: String, language: &'static str, pages: Vec<Page>) -> Vec<u8> {
    let mut out = Vec::new();
    let written = Document::begin(title, language, None, &mut out).and_then(|mut document| {
        pages.into_iter().try_for_each(|page| document.page(page))?;
        document.finish()
    });
    written.expect("a vector takes all that is written to it");
    out
}
