//! Files in one, as a ZIP: written to a file without a name, so that it takes no memory and is gone with whoever
//! reads it.

use std::fs::File;
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What goes in, by its name there.
pub enum Content {
    Text(Vec<u8>),
    /// A kept file, which is small already.
    File(PathBuf),
}

/// Writes them as they come to whoever reads them meanwhile: nothing lies in memory but what is on its way.
///
/// # Errors
/// Those of the disk, and of whoever reads no more.
pub fn stream(
    contents: impl Iterator<Item = (String, Content)>,
    out: impl Write,
) -> io::Result<()> {
    let mut zip = ZipWriter::new_stream(out);
    for (name, content) in contents {
        put(&mut zip, name, content)?;
    }
    zip.finish()?.into_inner().flush()
}

/// Writes them into a file in this folder, to be read from its beginning.
///
/// # Errors
/// Those of the disk; a kept file that is not there is one.
pub fn write(folder: &Path, contents: Vec<(String, Content)>) -> io::Result<File> {
    std::fs::create_dir_all(folder)?;
    let mut zip = ZipWriter::new(tempfile::tempfile_in(folder)?);
    for (name, content) in contents {
        put(&mut zip, name, content)?;
    }
    let mut file = zip.finish()?;
    file.rewind()?;
    Ok(file)
}

fn put<W: Write + Seek>(zip: &mut ZipWriter<W>, name: String, content: Content) -> io::Result<()> {
    let plain = SimpleFileOptions::default().unix_permissions(0o600).large_file(true);
    match content {
        Content::Text(bytes) => {
            zip.start_file(name, plain.compression_method(CompressionMethod::Deflated))?;
            zip.write_all(&bytes)
        }
        Content::File(path) => {
            zip.start_file(name, plain.compression_method(CompressionMethod::Stored))?;
            io::copy(&mut File::open(path)?, zip).map(|_| ())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn what_goes_in_comes_out_and_leaves_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let kept = folder.path().join("kept.jpg");
        std::fs::write(&kept, b"picture").unwrap();
        let tmp = folder.path().join("tmp");
        let contents = vec![
            ("data.json".to_owned(), Content::Text(b"{}".to_vec())),
            ("nota/1.jpg".to_owned(), Content::File(kept)),
        ];
        let mut archive = zip::ZipArchive::new(write(&tmp, contents).unwrap()).unwrap();
        let mut read = |name: &str| {
            let mut text = String::new();
            archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
            text
        };
        assert_eq!((read("data.json").as_str(), read("nota/1.jpg").as_str()), ("{}", "picture"));
        assert_eq!(std::fs::read_dir(&tmp).unwrap().count(), 0);
        assert!(write(&tmp, vec![("x".into(), Content::File(tmp.join("none")))]).is_err());

        let contents = [("nota/1.jpg".to_owned(), Content::Text(b"picture".to_vec()))];
        let mut out = Vec::new();
        stream(contents.into_iter(), &mut out).unwrap();
        let mut archive = zip::ZipArchive::new(io::Cursor::new(out)).unwrap();
        assert!(archive.by_name("nota/1.jpg").is_ok());
    }
}
