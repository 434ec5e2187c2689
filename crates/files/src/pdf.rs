//! Which PDF files are kept: whole, to be read without a password, and passive.
//!
//! A PDF is stored byte for byte and only ever served as a download in a sandbox, so this is a
//! second lock and a simple one: the names of what a receipt has no use for must occur neither in
//! the file nor in its compressed object streams. A determined author can still hide them.

use std::ops::Range;

use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

use super::UploadError;
use super::pdf_names::names;
use super::pdf_password::opens_without;

/// Scripts, started programs, files inside the file, forms that carry their own scripts, and
/// data sent elsewhere. `JS` alone is left out: three letters turn up in any scan by chance, and
/// no reader runs it without one of these beside it.
const ACTIVE: [&[u8]; 9] = [
    b"JavaScript",
    b"Launch",
    b"EmbeddedFile",
    b"EmbeddedFiles",
    b"RichMedia",
    b"Rendition",
    b"XFA",
    b"SubmitForm",
    b"ImportData",
];
/// What stands at the end of a document.
const END: &[u8] = b"%%EOF";
/// What all object streams together may unpack to.
const MAX_UNPACKED: usize = 50 << 20;
/// Writers put a hundred objects or so into one stream. More streams, or longer ones, than any
/// receipt has would only be there to keep a CPU busy.
const MAX_STREAMS: usize = 1000;
const MAX_PACKED: usize = 1 << 20;
/// No receipt has more, and nobody would review them. Counted are the pages that the file has, not how
/// often its tree refers to them: one that goes in a circle keeps no reader of ours busy, for there is
/// none.
const MAX_PAGES: usize = 50;

/// The document in a file: programs put a byte order mark or blank lines before it, and zeros or a
/// remark behind it. It is kept without them. `None` for a file that does not begin as a PDF.
pub(super) fn document(bytes: &[u8]) -> Option<&[u8]> {
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    if !start.starts_with(b"%PDF-") {
        return None;
    }
    let end = start.windows(END.len()).rposition(|window| window == END);
    let Some(end) = end.map(|at| at + END.len()) else { return Some(start) };
    let behind = start[end..].iter().take(2).take_while(|byte| matches!(byte, b'\r' | b'\n'));
    Some(&start[..end + behind.count()])
}

/// # Errors
/// `Damaged` for a file without its end or with an object stream that cannot be read,
/// `Encrypted`, `ActivePdf`, `TooManyPages`.
pub(super) fn inspect(bytes: &[u8]) -> Result<(), UploadError> {
    if !matches!(bytes.get(5..7), Some(b"1." | b"2.")) || !whole(bytes) {
        return Err(UploadError::Damaged);
    }
    // Here and not in the unpacked streams: what says so is itself never encrypted or packed.
    let is_encrypted = names(bytes).any(|(name, _)| name == b"Encrypt");
    if is_encrypted && !opens_without(bytes) {
        return Err(UploadError::Encrypted);
    }
    refuse_active(bytes)?;
    if is_encrypted {
        // Names are in the clear but in streams, which are not looked into.
        return if pages(bytes) > MAX_PAGES { Err(UploadError::TooManyPages) } else { Ok(()) };
    }
    let (mut budget, mut pages) = (MAX_UNPACKED, pages(bytes));
    // Each stream once, however many names stand before it; and as streams do not lie in each other,
    // all of them together are no longer than the file.
    let (mut seen, mut streams, mut packed) = (0, 0, 0);
    for (_, at) in names(bytes).filter(|(name, _)| name == b"ObjStm") {
        if at < seen {
            continue;
        }
        let stream = stream(bytes, at).ok_or(UploadError::Damaged)?;
        (seen, streams, packed) = (stream.start, streams + 1, packed + stream.len());
        if streams > MAX_STREAMS || packed > bytes.len() {
            return Err(UploadError::Damaged);
        }
        let unpacked = decompress_to_vec_zlib_with_limit(&bytes[stream], budget);
        let unpacked = unpacked.map_err(|_| UploadError::Damaged)?;
        refuse_active(&unpacked)?;
        budget -= unpacked.len();
        pages += crate::pdf::pages(&unpacked);
    }
    if pages > MAX_PAGES { Err(UploadError::TooManyPages) } else { Ok(()) }
}

/// The end mark and the pointer to the table of contents stand near the end, as readers demand.
fn whole(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(1024)..];
    find(tail, b"startxref").is_some_and(|at| find(&tail[at..], END).is_some())
}

fn refuse_active(bytes: &[u8]) -> Result<(), UploadError> {
    if names(bytes).any(|(name, _)| ACTIVE.contains(&name.as_slice())) {
        return Err(UploadError::ActivePdf);
    }
    Ok(())
}

/// How many objects say that they are a page.
fn pages(bytes: &[u8]) -> usize {
    let mut after_type = false;
    names(bytes)
        .filter(|(name, _)| {
            let is_page = after_type && name == b"Page";
            after_type = name == b"Type";
            is_page
        })
        .count()
}

/// Where the object stream lies whose dictionary goes on at `at`.
fn stream(bytes: &[u8], at: usize) -> Option<Range<usize>> {
    let rest = &bytes[at..];
    let start = find(&rest[..rest.len().min(4096)], b"stream")? + b"stream".len();
    let data = &rest[start..];
    let data = data.strip_prefix(b"\r").unwrap_or(data);
    let data = data.strip_prefix(b"\n")?;
    let length = find(&data[..data.len().min(MAX_PACKED)], b"endstream")?;
    let start = bytes.len() - data.len();
    Some(start..start + length)
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pdf(body: &[u8]) -> Vec<u8> {
        let mut file = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n".to_vec();
        file.extend(body);
        file.extend(b"\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n");
        file
    }

    fn packed(objects: &[u8]) -> Vec<u8> {
        let data = miniz_oxide::deflate::compress_to_vec_zlib(objects, 6);
        let mut body = b"5 0 obj\n<< /Type /ObjStm /Filter /FlateDecode >>\nstream\r\n".to_vec();
        body.extend(data);
        body.extend(b"\nendstream\nendobj\n");
        pdf(&body)
    }

    fn code(file: &[u8]) -> &'static str {
        inspect(file).map_or_else(|error| error.code(), |()| "kept")
    }

    #[test]
    fn passive_ones_are_kept() {
        assert_eq!(code(&pdf(b"3 0 obj << /S /URI /URI (https://example.org) >> endobj")), "kept");
        assert_eq!(code(&pdf(b"3 0 obj << /OpenAction [4 0 R /Fit] /JS_Note 1 >> endobj")), "kept");
        assert_eq!(code(&packed(b"1 0 << /Type /Page >>")), "kept");
    }

    #[test]
    fn what_stands_before_and_behind_is_left_out() {
        let whole = pdf(b"");
        for (before, behind) in [
            (&b""[..], &b""[..]),
            (b"\xEF\xBB\xBF", b""),
            (b"\r\n\n", b"\0\0\0"),
            (b"", &[b'<'; 3000]),
        ] {
            let file = [before, &whole, behind].concat();
            assert_eq!(document(&file), Some(&whole[..]));
        }
        for other in [&b"MZ %PDF-1.7"[..], b"<script> %PDF-1.7 %%EOF", b"", b" "] {
            assert_eq!(document(other), None);
        }
    }

    #[test]
    fn active_ones_are_not() {
        for body in [
            &b"<< /S /JavaScript /JS (app.alert(1)) >>"[..],
            b"<</S/J#61vaScript/JS(x)>>",
            b"<< /S /Launch /F (cmd.exe) >>",
            b"<< /Names << /EmbeddedFiles 7 0 R >> >>",
            b"<< /AcroForm << /XFA 8 0 R >> >>",
        ] {
            assert_eq!(code(&pdf(body)), "receipt-active-pdf");
            assert_eq!(code(&packed(body)), "receipt-active-pdf", "packed");
        }
    }

    #[test]
    fn encrypted_ones_are_named() {
        assert_eq!(code(&pdf(b"trailer << /Encrypt 9 0 R /ID [] >>")), "receipt-encrypted");
        assert_eq!(
            code(include_bytes!("../../../tests/fixtures/pdf/password-r6.pdf")),
            "receipt-encrypted"
        );
    }

    #[test]
    fn those_that_everybody_can_read_are_kept() {
        let file = include_bytes!("../../../tests/fixtures/pdf/copy-forbidden-r6.pdf");
        assert_eq!(code(file), "kept");
        let active = [&file[..], b"9 0 obj << /S /JavaScript >> endobj startxref 9 %%EOF"].concat();
        assert_eq!(code(&active), "receipt-active-pdf");
    }

    #[test]
    fn broken_ones_are_refused() {
        let whole = pdf(b"");
        assert_eq!(code(&whole[..whole.len() - 8]), "receipt-damaged");
        assert_eq!(code(b"%PDF-"), "receipt-damaged");
        assert_eq!(code(b"%PDF-9.9 startxref 0 %%EOF"), "receipt-damaged");
        assert_eq!(
            code(&pdf(b"<< /Type /ObjStm >> stream\nnot zlib\nendstream")),
            "receipt-damaged"
        );
    }

    #[test]
    fn a_book_is_no_receipt() {
        let page = b"3 0 obj << /Type /Page /Parent 2 0 R >> endobj\n";
        assert_eq!(code(&pdf(&page.repeat(MAX_PAGES))), "kept");
        assert_eq!(code(&pdf(&page.repeat(MAX_PAGES + 1))), "receipt-too-many-pages");
        assert_eq!(code(&packed(&page.repeat(MAX_PAGES + 1))), "receipt-too-many-pages");
        assert_eq!(code(&pdf(&b"<</Type/Pages>> (a Page)".repeat(500))), "kept");
    }

    #[test]
    fn a_heap_of_streams_is_not_gone_through() {
        let tiny = miniz_oxide::deflate::compress_to_vec_zlib(b" ", 6);
        let stream = [&b"/ObjStm stream\n"[..], &tiny, b"\nendstream\n"].concat();
        assert_eq!(code(&pdf(&stream.repeat(MAX_STREAMS))), "kept");
        assert_eq!(code(&pdf(&stream.repeat(MAX_STREAMS + 1))), "receipt-damaged");
        let endless = [&b"/ObjStm stream\n"[..], &tiny, &vec![b' '; MAX_PACKED]].concat();
        assert_eq!(code(&pdf(&endless)), "receipt-damaged");
    }

    #[test]
    fn names_without_a_stream_of_their_own_cost_nothing_more() {
        let data = miniz_oxide::deflate::compress_to_vec_zlib(&vec![b' '; 10 << 20], 6);
        let named = |times: usize| {
            let names = b"/ObjStm ".repeat(times);
            pdf(&[&names, &b"stream\n"[..], &data, b"\nendstream\n"].concat())
        };
        assert_eq!(code(&named(450)), "kept");
        let junk = [&named(400)[..], &vec![b' '; 8 << 20], &named(400)].concat();
        let begun = std::time::Instant::now();
        assert_eq!(code(&junk), "kept");
        assert!(begun.elapsed() < std::time::Duration::from_secs(3), "{:?}", begun.elapsed());
    }

    #[test]
    fn streams_that_lie_in_each_other_are_no_streams() {
        // Each name finds the same end, a megabyte away.
        let heads = b"/ObjStm stream\n".repeat(900);
        let filler = vec![b' '; MAX_PACKED / 2];
        let nested = pdf(&[&heads, &filler, &b"endstream\n"[..]].concat());
        assert_eq!(code(&nested), "receipt-damaged");
    }

    #[test]
    fn a_zip_bomb_inside_stops_at_the_limit() {
        let bomb = packed(&vec![b' '; MAX_UNPACKED + 1]);
        assert!(bomb.len() < 100_000);
        assert_eq!(code(&bomb), "receipt-damaged");
    }
}
