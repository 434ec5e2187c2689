//! A PDF file as a sequence of objects, each written as soon as it is made: where each begins stands at the
//! end. (The library gathers a whole file first.)

use std::io::{self, Write};

use pdf_writer::{Chunk, Ref};

/// The version, and bytes by which programs see that it is no text.
const BEGINS: &[u8] = b"%PDF-1.7\n%\x80\x80\x80\x80\n\n";

pub struct PdfFile<W> {
    out: W,
    written: usize,
    /// Where each object begins, by its number; 0 until it is written.
    begins: Vec<usize>,
}

impl<W: Write> PdfFile<W> {
    pub fn begin(out: W) -> io::Result<Self> {
        let mut file = Self { out, written: 0, begins: Vec::new() };
        file.write(BEGINS)?;
        Ok(file)
    }

    /// The number of an object that is still to be written.
    pub fn number(&mut self) -> Ref {
        self.begins.push(0);
        Ref::new(i32::try_from(self.begins.len()).unwrap_or(i32::MAX))
    }

    /// Writes one object, which has such a number.
    pub fn object(&mut self, draw: impl FnOnce(&mut Chunk)) -> io::Result<()> {
        let mut chunk = Chunk::new();
        draw(&mut chunk);
        for id in chunk.refs() {
            let at = usize::try_from(id.get()).unwrap_or(0);
            self.begins[at - 1] = self.written;
        }
        self.write(chunk.as_bytes())
    }

    /// Where all objects begin, and which are the catalog and what is said of the document.
    pub fn finish(mut self, catalog: Ref, info: Ref) -> io::Result<()> {
        let (table, size) = (self.written, self.begins.len() + 1);
        writeln!(self.out, "xref\n0 {size}")?;
        write!(self.out, "0000000000 65535 f\r\n")?;
        for begins in self.begins {
            write!(self.out, "{begins:010} 00000 n\r\n")?;
        }
        let (catalog, info) = (catalog.get(), info.get());
        writeln!(self.out, "trailer\n<< /Size {size} /Root {catalog} 0 R /Info {info} 0 R >>")?;
        write!(self.out, "startxref\n{table}\n%%EOF\n")?;
        self.out.flush()
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.written += bytes.len();
        self.out.write_all(bytes)
    }
}
