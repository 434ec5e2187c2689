//! A PDF file, page by page. Lengths are points, counted from the upper left corner of a page.

use std::mem;

use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr};

use super::font::{self, OBJECTS, WEIGHTS, Weight, wrapped};
use super::jpeg::Jpeg;
use super::packed::packed;
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
    /// What was drawn before, in pieces.
    packed: Vec<Vec<u8>>,
    size: (f32, f32),
}

impl Page {
    pub fn new(size: (f32, f32)) -> Self {
        Self { content: Content::new(), packed: Vec::new(), size }
    }

    /// Packs what is drawn so far: thousands of pages wait for their number in a tenth of the memory. More may be
    /// drawn over it.
    pub fn pack(&mut self) {
        let drawn = mem::replace(&mut self.content, Content::new()).finish();
        self.packed.push(packed(&drawn));
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

    /// The picture of [`illustrated`] in a rectangle.
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

/// The file with these pages; `language` is `id` or `en`.
pub fn document(title: &str, language: &str, pages: Vec<Page>) -> Vec<u8> {
    illustrated(title, language, pages, None)
}

/// The same with a picture that its pages may show.
pub fn illustrated(
    title: &str,
    language: &str,
    pages: Vec<Page>,
    picture: Option<&Jpeg>,
) -> Vec<u8> {
    let mut next = 0;
    let mut new = |count: i32| {
        next += count;
        Ref::new(next - count + 1)
    };
    let (catalog, tree, info) = (new(1), new(1), new(1));
    let fonts = WEIGHTS.map(|weight| (weight, new(OBJECTS)));
    let picture = picture.map(|picture| (picture, new(1)));
    let drawn = pages.into_iter().map(|mut page| {
        page.pack();
        let pieces: Vec<_> = page.packed.into_iter().map(|piece| (new(1), piece)).collect();
        (new(1), page.size, pieces)
    });
    let drawn: Vec<_> = drawn.collect();

    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(tree).lang(TextStr(language));
    pdf.document_info(info).title(TextStr(title)).producer(TextStr("Pekan"));
    let count = i32::try_from(drawn.len()).unwrap_or(i32::MAX);
    pdf.pages(tree).kids(drawn.iter().map(|(page, ..)| *page)).count(count);
    for (weight, first) in fonts {
        font::embed(&mut pdf, weight, first);
    }
    if let Some((picture, id)) = picture {
        picture.embed(&mut pdf, id);
    }
    for (id, size, pieces) in drawn {
        let mut page = pdf.page(id);
        page.parent(tree).media_box(Rect::new(0.0, 0.0, size.0, size.1));
        page.contents_array(pieces.iter().map(|(id, _)| *id));
        let mut resources = page.resources();
        let mut named = resources.fonts();
        for (weight, first) in fonts {
            named.pair(weight.name(), first);
        }
        named.finish();
        if let Some((_, id)) = picture {
            resources.x_objects().pair(PICTURE, id);
        }
        resources.finish();
        page.finish();
        for (id, piece) in pieces {
            pdf.stream(id, &piece).filter(Filter::FlateDecode);
        }
    }
    pdf.finish()
}
