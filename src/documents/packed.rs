//! Streams packed as PDF wants them.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

pub fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::default());
    let packed = packer.write_all(bytes).and_then(|()| packer.finish());
    packed.expect("a vector takes all that is written to it")
}
