//! What a photo of 12 megapixels costs: drawn anew by Pekan, and by libvips (`vipsthumbnail`, where it is
//! installed), each on one core, in turn. Both draw the photo of at most 2000 pixels a side and the thumbnail.

#[path = "ground/photo.rs"]
mod photo;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use pekan::files::Storage;
use photo::{encoded, paper};

const ROUNDS: u32 = 20;
/// Linux counts what processes took in hundredths of a second.
const TICK: Duration = Duration::from_millis(10);

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let dir = tempfile::tempdir().unwrap();
    let (photo, dot) = (dir.path().join("photo.jpg"), dir.path().join("dot.jpg"));
    let bytes = encoded(&paper(4000, 3000));
    fs::write(&photo, &bytes).unwrap();
    fs::write(&dot, encoded(&paper(16, 16))).unwrap();
    println!(
        "a photo of 12 megapixels, {} KB; processor time of one, mean of {ROUNDS}:",
        bytes.len() / 1024
    );
    let storage = Storage::open(dir.path()).unwrap();
    let mut ours = Duration::ZERO;
    let mut theirs = Duration::ZERO;
    let is_there = vips(&dot).is_some();
    for _ in 0..ROUNDS {
        let before = taken().own;
        storage.store_bytes(&bytes).await.unwrap();
        ours += taken().own.saturating_sub(before);
        if is_there {
            // What starting the two programs takes is no part of it.
            let (whole, start) = (vips(&photo).unwrap_or_default(), vips(&dot).unwrap_or_default());
            theirs += whole.saturating_sub(start);
        }
    }
    println!("  Pekan, judged and stored  {:.1?}", ours / ROUNDS);
    if is_there {
        println!("  libvips                   {:.1?}", theirs / ROUNDS);
        println!("  ratio                     {:.2}", ours.as_secs_f64() / theirs.as_secs_f64());
    } else {
        println!("  vipsthumbnail is not installed (Debian: libvips-tools)");
    }
}

/// What the two calls of libvips take; `None` where it is not installed.
fn vips(photo: &Path) -> Option<Duration> {
    let before = taken().of_children;
    for (size, crop, quality) in [("2000x2000", "none", 78), ("176x208", "centre", 62)] {
        let to = photo.with_file_name(format!("vips-{size}.jpg"));
        let done = Command::new("vipsthumbnail")
            .arg(photo)
            .args(["--size", size, "--smartcrop", crop])
            .args(["-o", &format!("{}[Q={quality},strip]", to.display())])
            .env("VIPS_CONCURRENCY", "1")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .ok()?;
        assert!(done.success(), "vipsthumbnail");
    }
    Some(taken().of_children.saturating_sub(before))
}

struct Taken {
    own: Duration,
    of_children: Duration,
}

/// Processor time so far.
fn taken() -> Taken {
    let stat = fs::read_to_string("/proc/self/stat").unwrap();
    let behind_name = stat.rsplit(')').next().unwrap_or_default();
    // The state, then numbers, one of which is -1 where there is no terminal: user, system, and both of
    // children that were waited for.
    let fields: Vec<&str> = behind_name.split_whitespace().collect();
    let ticks = |field: usize| fields[field].parse::<u32>().unwrap() * TICK;
    Taken { own: ticks(11) + ticks(12), of_children: ticks(13) + ticks(14) }
}
