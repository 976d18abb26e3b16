//! Percent-encoding (RFC 3986, 2.1), as links and the mail server's address need it. Knows no link.

use std::fmt::Write;

/// Text as a part of an address: everything but RFC 3986's unreserved characters is encoded.
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            _ => write!(encoded, "%{byte:02X}").expect("writing to a string can't go wrong"),
        }
    }
    encoded
}

/// The text of an address's part; `None` when it is no UTF-8 or a `%` is not followed by two hexadecimal digits.
pub fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let (digits, after) = rest.split_at_checked(2)?;
        let nibble = |digit: u8| char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
        bytes.push(nibble(digits[0])? << 4 | nibble(digits[1])?);
        rest = after;
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_decodes_to_itself() {
        let check = |text: &str, encoded: &str| {
            assert_eq!(encode(text), encoded);
            assert_eq!(decode(encoded).as_deref(), Some(text));
        };
        check("Lindengracht 12, 1015 KC Amsterdam", "Lindengracht%2012%2C%201015%20KC%20Amsterdam");
        check("p@ss:w/rd&=%", "p%40ss%3Aw%2Frd%26%3D%25");
        check("é🏡", "%C3%A9%F0%9F%8F%A1");
    }

    #[test]
    fn what_was_never_encoded_is_refused() {
        for text in ["%", "%4", "%zz", "%+4", "%ff"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
