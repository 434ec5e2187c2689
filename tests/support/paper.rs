//! PDF files in tests: what stands on each page, as a program reads it that searches or copies.

use std::io::Read;

use flate2::read::ZlibDecoder;

/// The lines of each page, in the order in which they were drawn. The file is one that programs open: its
/// table says where each object begins.
pub fn pages(pdf: &[u8]) -> Vec<Vec<String>> {
    assert!(pdf.starts_with(b"%PDF-") && pdf.trim_ascii_end().ends_with(b"%%EOF"));
    objects_stand_where_the_table_says(pdf);
    let mut pages = Vec::new();
    let mut rest = pdf;
    while let Some(start) = position(rest, CONTENTS) {
        rest = &rest[start + CONTENTS.len()..];
        let id = std::str::from_utf8(&rest[..position(rest, b" 0 R").unwrap()]).unwrap();
        pages.push(lines(&stream(pdf, id)));
    }
    pages
}

const CONTENTS: &[u8] = b"/Contents ";

fn objects_stand_where_the_table_says(pdf: &[u8]) {
    let tail = &pdf[pdf.len() - 64.min(pdf.len())..];
    let tail = String::from_utf8_lossy(tail);
    let at: usize =
        tail.split("startxref\n").nth(1).unwrap().lines().next().unwrap().parse().unwrap();
    let table = std::str::from_utf8(&pdf[at..]).unwrap();
    let size: usize =
        table.strip_prefix("xref\n0 ").unwrap().lines().next().unwrap().parse().unwrap();
    let entries = &table[table.find("0000000000 65535 f\r\n").unwrap()..];
    assert!(table.contains(&format!("/Size {size}")));
    for id in 1..size {
        let entry = &entries[20 * id..][..20];
        assert!(entry.ends_with(" 00000 n\r\n"), "{entry}");
        let object = &pdf[entry[..10].parse::<usize>().unwrap()..];
        assert!(object.starts_with(format!("{id} 0 obj\n").as_bytes()), "object {id}");
    }
}

/// The packed object of this number, unpacked.
fn stream(pdf: &[u8], id: &str) -> Vec<u8> {
    let object = &pdf[position(pdf, format!("\n{id} 0 obj\n").as_bytes()).unwrap()..];
    let begins = position(object, b"stream\n").unwrap() + b"stream\n".len();
    let packed = &object[begins..];
    let mut unpacked = Vec::new();
    let mut unpacking = ZlibDecoder::new(&packed[..position(packed, b"\nendstream").unwrap()]);
    unpacking.read_to_end(&mut unpacked).unwrap();
    unpacked
}

/// The texts that a page shows: strings of two bytes a letter, before `Tj`.
fn lines(page: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(end) = position(rest, b" Tj") {
        let start = position(&rest[..end], b"Td\n").unwrap() + b"Td\n".len();
        let units = string(&rest[start..end]);
        let units = units.chunks(2).map(|unit| u16::from_be_bytes([unit[0], unit[1]]));
        found.push(String::from_utf16(&units.collect::<Vec<_>>()).unwrap());
        rest = &rest[end + b" Tj".len()..];
        if let Some(next) = position(rest, b"BT") {
            rest = &rest[next..];
        }
    }
    found
}

/// The bytes of a string as PDF writes it: in hexadecimal, or as they are with some escaped.
fn string(written: &[u8]) -> Vec<u8> {
    if let Some(hex) = written.strip_prefix(b"<") {
        let digits: Vec<u8> = hex.iter().copied().filter(u8::is_ascii_hexdigit).collect();
        let digit = |byte: u8| u8::try_from(char::from(byte).to_digit(16).unwrap()).unwrap();
        return digits.chunks(2).map(|pair| digit(pair[0]) * 16 + digit(pair[1])).collect();
    }
    let inner = &written[1..written.len() - 1];
    let (mut bytes, mut at) = (Vec::new(), 0);
    while at < inner.len() {
        if inner[at] == b'\\' {
            at += 1;
            if inner[at].is_ascii_digit() {
                let octal = std::str::from_utf8(&inner[at..at + 3]).unwrap();
                bytes.push(u8::from_str_radix(octal, 8).unwrap());
                at += 3;
                continue;
            }
            bytes.push(match inner[at] {
                b'n' => b'\n',
                b'r' => b'\r',
                b't' => b'\t',
                b'b' => 8,
                b'f' => 12,
                other => other,
            });
        } else {
            bytes.push(inner[at]);
        }
        at += 1;
    }
    bytes
}

fn position(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}
