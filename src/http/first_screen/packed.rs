//! Bytes as letters that may stand in an attribute: the loader turns each back by its code, modulo 256.

/// One letter for each byte: what is printable and harmless in HTML stays as it is, so that texts compress as texts; every other
/// byte becomes the letter 256 places on.
pub fn letters(bytes: &[u8]) -> String {
    let letter = |byte: &u8| match byte {
        b'&' | b'<' | b'>' | b'"' => other(*byte),
        0x20..0x7f => char::from(*byte),
        _ => other(*byte),
    };
    bytes.iter().map(letter).collect()
}

fn other(byte: u8) -> char {
    char::from_u32(0x100 + u32::from(byte)).expect("letters from U+0100 to U+01FF exist")
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn every_byte_comes_back_by_its_code_and_none_can_end_an_attribute() {
        let bytes: Vec<u8> = (0..=255).collect();
        let letters = letters(&bytes);
        assert_eq!(letters.chars().map(|letter| u32::from(letter) as u8).collect::<Vec<_>>(), bytes);
        assert!(!letters.contains(['&', '<', '>', '"', '\0', '\n', '\r']));
        assert!(letters.contains("ABCDEFG"), "texts stay texts");
    }
}
