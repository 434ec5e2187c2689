//! What a photo of 12 megapixels costs: drawn anew by Pekan, and by libvips (where its tools are installed), each
//! on one core, in turn. Both draw the photo of 2000 pixels a side, decoded at half of its size, and from that the
//! thumbnail; Pekan judges, hashes and stores it besides.

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
    let is_there = vips(&dot, "shrink=1").is_some();
    for _ in 0..ROUNDS {
        let before = taken().own;
        storage.store_bytes(&bytes).await.unwrap();
        ours += taken().own.saturating_sub(before);
        if is_there {
            // What starting the two programs takes is no part of it.
            let [whole, start] = [(&photo, "shrink=2"), (&dot, "shrink=1")]
                .map(|(photo, decoded)| vips(photo, decoded).unwrap_or_default());
            theirs += whole.saturating_sub(start);
        }
    }
    println!("  Pekan, judged and stored  {:.1?}", ours / ROUNDS);
    if is_there {
        println!("  libvips                   {:.1?}", theirs / ROUNDS);
        println!("  ratio                     {:.2}", ours.as_secs_f64() / theirs.as_secs_f64());
    } else {
        println!("  libvips is not installed (Debian: libvips-tools)");
    }
}

/// What the two calls of libvips take; `None` where it is not installed. A photo that is decoded as a whole, and
/// small enough to stay as it is, takes no more than starting the programs.
fn vips(photo: &Path, decoded: &str) -> Option<Duration> {
    let before = taken().of_children;
    let full = photo.with_file_name("vips-full.jpg");
    let tile = photo.with_file_name("vips-tile.jpg");
    let output = |path: &Path, quality: u8| format!("{}[Q={quality},strip]", path.display());
    let mut copy = Command::new("vips");
    copy.arg("copy").arg(format!("{}[{decoded}]", photo.display())).arg(output(&full, 78));
    let mut thumbnail = Command::new("vipsthumbnail");
    thumbnail.arg(&full).args(["--size", "176x208>", "--smartcrop", "centre"]);
    thumbnail.arg("-o").arg(output(&tile, 62));
    for mut program in [copy, thumbnail] {
        program.env("VIPS_CONCURRENCY", "1").stdout(Stdio::null()).stderr(Stdio::null());
        assert!(program.status().ok()?.success(), "{program:?}");
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
