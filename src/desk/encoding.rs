//! Text in an address: what isn't a letter, a digit or one of four marks is written as its bytes (RFC 3986, 2.1 and 2.3).

/// As an address carries it.
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'@') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// What an address carries; what isn't well formed stays as it is.
pub fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let escaped = (*byte == b'%').then(|| u8::from_str_radix(text.get(at + 1..at + 3)?, 16).ok()).flatten();
        decoded.push(escaped.unwrap_or(if *byte == b'+' { b' ' } else { *byte }));
        at += if escaped.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

/// A query's pairs, decoded.
pub fn pairs(query: &str) -> impl Iterator<Item = (String, String)> {
    query.split('&').filter_map(|pair| pair.split_once('=')).map(|(key, value)| (decode(key), decode(value)))
}

/// A query of the pairs that have a value, with its mark; nothing when none has.
pub fn query<'a>(pairs: impl IntoIterator<Item = (&'a str, String)>) -> String {
    let said: Vec<String> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| format!("{key}={}", encode(&value))).collect();
    if said.is_empty() { String::new() } else { format!("?{}", said.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for text in ["anna@example.nl", "50% & meer", "Renée ?#/", "a+b", "🙂", ""] {
            assert_eq!(decode(&encode(text)), text);
        }
        assert_eq!(encode("a b&c"), "a%20b%26c");
    }

    #[test]
    fn what_others_write_is_read_as_they_mean_it() {
        assert_eq!(decode("a+b%20c"), "a b c");
        assert_eq!(decode("100%"), "100%");
        assert_eq!(decode("%zz%4"), "%zz%4");
        assert_eq!(decode("%é1"), "%é1");
    }
}
