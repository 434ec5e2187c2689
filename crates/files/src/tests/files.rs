//! Files on disk: one per content, found again, checked, swept.

#![expect(clippy::disallowed_methods, reason = "files carry the time of the system")]

use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, SystemTime};

use tokio::io::AsyncReadExt;

use super::samples::{jpeg, paper, pdf};
use super::{MediaType, Rendition, Shelf, Storage};
use crate::{Integrity, Swept};

#[tokio::test]
async fn the_same_bytes_come_to_the_same_file() {
    let shelf = Shelf::new();
    let photo = jpeg(&paper(60, 80), 80);
    let first = shelf.store(&photo).await.unwrap();
    assert_eq!(shelf.store(&photo).await.unwrap(), first);
    assert_eq!(shelf.stored(), 2, "the photo and its thumbnail");
    // The same picture in other bytes: another upload, the same stored file.
    let padded = shelf.store(&[&photo[..], b"tail"].concat()).await.unwrap();
    assert_ne!(padded.upload_sha256, first.upload_sha256);
    assert_eq!(padded.stored_sha256, first.stored_sha256);
    assert_eq!(shelf.stored(), 2);
}

#[tokio::test]
async fn fifty_at_once_come_to_one_file() {
    let shelf = Shelf::new();
    let photo = jpeg(&paper(60, 80), 80);
    let uploads = (0..50).map(|_| shelf.storage.store_bytes(&photo));
    let file = futures::future::join_all(uploads).await;
    assert!(file.windows(2).all(|two| two[0].as_ref().unwrap() == two[1].as_ref().unwrap()));
    assert_eq!(shelf.stored(), 2);
    assert_eq!(crate::tests::files_below(&shelf.data.path().join("tmp")), 0);
}

#[tokio::test]
async fn a_pdf_is_kept_byte_for_byte() {
    let shelf = Shelf::new();
    let file = shelf.store(&pdf()).await.unwrap();
    assert_eq!(file.media_type, MediaType::Pdf);
    assert_eq!(file.stored_sha256, file.upload_sha256);
    assert_eq!((file.width, file.has_thumbnail), (None, false));
    assert_eq!(shelf.read(&file, Rendition::Full), pdf());
    let thumbnail =
        shelf.storage.open_file(&file.stored_sha256, file.media_type, Rendition::Thumbnail);
    assert_eq!(thumbnail.await.unwrap_err().kind(), std::io::ErrorKind::NotFound);
}

#[tokio::test]
async fn nobody_else_on_the_machine_can_read_them() {
    let shelf = Shelf::new();
    let file = shelf.store(&pdf()).await.unwrap();
    let path = shelf.storage.path(&file.stored_sha256, file.media_type, Rendition::Full).unwrap();
    let mode =
        |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&path), 0o600);
    assert_eq!(mode(path.parent().unwrap()), 0o700);
    assert_eq!(mode(&shelf.data.path().join("receipts")), 0o700);
    assert_eq!(mode(&shelf.data.path().join("tmp")), 0o700);
}

#[tokio::test]
async fn a_folder_apart_holds_them_and_what_is_on_its_way() {
    let shelf = tempfile::tempdir().unwrap();
    let root = shelf.path().join("struk");
    let storage = Storage::open_apart(&root).unwrap();
    let file = storage.store_bytes(&pdf()).await.unwrap();
    let path = storage.path(&file.stored_sha256, file.media_type, Rendition::Full).unwrap();
    assert!(path.starts_with(&root) && path.exists());
    assert_eq!(crate::tests::files_below(shelf.path()), 1, "nothing lies anywhere else");
    std::fs::write(root.join("tmp/left-by-a-crash"), b"x").unwrap();
    let tomorrow = SystemTime::now() + Duration::from_hours(24);
    let swept = storage.sweep(tomorrow, |_| true).await.unwrap();
    assert_eq!(swept, Swept { receipts: 0, temporaries: 1 });
}

#[tokio::test]
async fn they_are_found_by_hash_and_by_nothing_else() {
    let shelf = Shelf::new();
    let file = shelf.store(&jpeg(&paper(60, 80), 80)).await.unwrap();
    let again = Storage::open(shelf.data.path()).unwrap();
    let mut opened =
        again.open_file(&file.stored_sha256, file.media_type, Rendition::Full).await.unwrap();
    let mut bytes = vec![];
    opened.read_to_end(&mut bytes).await.unwrap();
    assert_eq!(bytes.len() as u64, file.bytes);
    let upper = file.stored_sha256.to_uppercase();
    for text in ["", "../../etc/passwd", "/etc/passwd", &upper, &"a".repeat(63), &"é".repeat(32)] {
        let refused = again.path(text, MediaType::Jpeg, Rendition::Full).unwrap_err();
        assert_eq!(refused.kind(), std::io::ErrorKind::InvalidInput, "{text}");
    }
}

#[tokio::test]
async fn a_changed_byte_is_noticed_and_a_new_upload_heals_it() {
    let shelf = Shelf::new();
    let photo = jpeg(&paper(60, 80), 80);
    let file = shelf.store(&photo).await.unwrap();
    let verify = || shelf.storage.verify(&file.stored_sha256, file.media_type);
    assert_eq!(verify().await.unwrap(), Integrity::Sound);

    let path = shelf.storage.path(&file.stored_sha256, file.media_type, Rendition::Full).unwrap();
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[100] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    assert_eq!(verify().await.unwrap(), Integrity::Changed);
    std::fs::remove_file(&path).unwrap();
    assert_eq!(verify().await.unwrap(), Integrity::Missing);

    shelf.store(&photo).await.unwrap();
    assert_eq!(verify().await.unwrap(), Integrity::Sound);
}

#[tokio::test]
async fn the_sweep_takes_old_orphans_only() {
    let shelf = Shelf::new();
    let known = shelf.store(&pdf()).await.unwrap();
    let orphan = shelf.store(&jpeg(&paper(60, 80), 80)).await.unwrap();
    let tmp = shelf.data.path().join("tmp");
    std::fs::write(tmp.join("left-by-a-crash"), b"x").unwrap();
    std::fs::write(shelf.data.path().join("receipts/README"), b"not ours").unwrap();
    let is_known = move |hash: &str| hash == known.stored_sha256;

    let yesterday = SystemTime::now() - Duration::from_hours(24);
    let swept = shelf.storage.sweep(yesterday, is_known.clone()).await.unwrap();
    assert_eq!(swept, Swept::default(), "all are too young");

    let tomorrow = SystemTime::now() + Duration::from_hours(24);
    let swept = shelf.storage.sweep(tomorrow, is_known).await.unwrap();
    assert_eq!(swept, Swept { receipts: 2, temporaries: 1 });
    assert_eq!(shelf.stored(), 2, "the known one and the foreign one");
    let verdict = shelf.storage.verify(&orphan.stored_sha256, orphan.media_type).await.unwrap();
    assert_eq!(verdict, Integrity::Missing);
}

#[tokio::test]
async fn a_full_disk_is_called_by_its_name() {
    // /dev/full answers every write with ENOSPC.
    let mut full = tokio::fs::OpenOptions::new().write(true).open("/dev/full").await.unwrap();
    let written = tokio::io::AsyncWriteExt::write_all(&mut full, &[0; 4096]).await;
    let flushed = tokio::io::AsyncWriteExt::flush(&mut full).await;
    let error = written.and(flushed).unwrap_err();
    assert_eq!(crate::UploadError::from(error).code(), "receipt-no-space");
}
