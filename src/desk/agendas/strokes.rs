//! What a key does among agendas: one goes from thing to thing, or from week to week. Letters are nobody's business while someone types.

use super::Toward;

/// What is to happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// To what lies there.
    Go(Toward),
    /// To the days after these, or before them.
    Turn(bool),
    /// To today.
    Today,
}

/// What a key asks for: by its name in the browser, whether Alt is held, whether another modifier is, and whether the focus is where one types.
pub fn stroke(key: &str, alt: bool, modified: bool, typing: bool) -> Option<Stroke> {
    if modified || typing {
        return None;
    }
    Some(match (key, alt) {
        ("ArrowLeft", true) => Stroke::Turn(false),
        ("ArrowRight", true) => Stroke::Turn(true),
        (_, true) => return None,
        ("ArrowDown", _) => Stroke::Go(Toward::Next),
        ("ArrowUp", _) => Stroke::Go(Toward::Previous),
        ("ArrowLeft", _) => Stroke::Go(Toward::Left),
        ("ArrowRight", _) => Stroke::Go(Toward::Right),
        ("t", _) => Stroke::Today,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_and_with_alt_they_turn() {
        assert_eq!(stroke("ArrowLeft", false, false, false), Some(Stroke::Go(Toward::Left)));
        assert_eq!(stroke("ArrowLeft", true, false, false), Some(Stroke::Turn(false)));
        assert_eq!(stroke("t", false, false, false), Some(Stroke::Today));
        assert_eq!(stroke("t", true, false, false), None);
        assert_eq!(stroke("t", false, false, true), None, "someone types");
        assert_eq!(stroke("ArrowDown", false, true, false), None, "Ctrl is the browser's");
        assert_eq!(stroke("Enter", false, false, false), None, "a link opens by itself");
    }
}
