//! What a key does on the Inbox. Letters are nobody's business while someone types.

/// What is to happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// To the next line.
    Next,
    /// To the line before.
    Previous,
    /// Opens the line.
    Open,
    /// Read, or to be read again.
    Unread,
    /// Dealt with, or not after all.
    Done,
    /// Into the search.
    Search,
    /// Shows what is new.
    Fresh,
    /// Books on someone's behalf.
    Book,
    /// Tells the keys.
    Help,
}

/// What a key asks for: by its name in the browser, whether a modifier is held, and whether the focus is where one types.
pub fn deed(key: &str, modified: bool, typing: bool) -> Option<Deed> {
    if modified || typing {
        return None;
    }
    Some(match key {
        "j" => Deed::Next,
        "k" => Deed::Previous,
        "o" => Deed::Open,
        "u" => Deed::Unread,
        "e" => Deed::Done,
        "/" => Deed::Search,
        "n" => Deed::Fresh,
        "b" => Deed::Book,
        "?" => Deed::Help,
        _ => return None,
    })
}

/// A key asks for the last deed to be taken back: `z`, or Ctrl+Z (Command+Z) as everywhere else.
pub fn undoes(key: &str, alternate: bool, shift: bool, typing: bool) -> bool {
    key == "z" && !alternate && !shift && !typing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_a_deed_only_where_nobody_types() {
        assert_eq!(deed("j", false, false), Some(Deed::Next));
        assert_eq!(deed("?", false, false), Some(Deed::Help));
        assert_eq!(deed("e", false, true), None);
        assert_eq!(deed("e", true, false), None, "Ctrl+E is the browser's");
        assert!(undoes("z", false, false, false) && !undoes("z", false, false, true), "where one types, Ctrl+Z is the field's");
        assert!(!undoes("z", false, true, false) && !undoes("z", true, false, false) && !undoes("y", false, false, false));
        assert_eq!(deed("x", false, false), None);
        assert_eq!(deed("Enter", false, false), None, "a link opens by itself");
        assert_eq!(deed("ArrowDown", false, false), None, "the page scrolls by it");
    }
}
