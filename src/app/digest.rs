//! What someone asks, in a few letters: two asks with the same digest are the same ask.

use sha2::{Digest, Sha256};

/// The digest of what an ask says, part by part. Where several kinds of asks share their keys, the first part keeps them apart.
pub(in crate::app) fn of<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        // Lengths keep "ab" + "c" apart from "a" + "bc".
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hex(&hash.finalize())
}

/// Bytes in small letters and digits, two for each.
pub(in crate::app) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
