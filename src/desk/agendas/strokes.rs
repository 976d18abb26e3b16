//! What a key does among agendas: one goes from thing to thing, or from week to week. Letters are nobody's business while someone types.

use super::{Shift, Toward};

/// What is to happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// To what lies there.
    Go(Toward),
    /// To the days after these, or before them.
    Turn(bool),
    /// To today.
    Today,
    /// Takes up what has the focus.
    Take,
    /// Moves what is taken up.
    Shift(Shift),
    /// Asks to put it down here.
    Put,
    /// Leaves it where it was.
    GiveUp,
}

/// What a key asks for while something is moved.
pub fn moving_stroke(key: &str) -> Option<Stroke> {
    Some(match key {
        "ArrowDown" => Stroke::Shift(Shift::Time(true)),
        "ArrowUp" => Stroke::Shift(Shift::Time(false)),
        "ArrowRight" => Stroke::Shift(Shift::Column(true)),
        "ArrowLeft" => Stroke::Shift(Shift::Column(false)),
        "Enter" => Stroke::Put,
        "Escape" => Stroke::GiveUp,
        _ => return None,
    })
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
        ("m", _) => Stroke::Take,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_move_what_is_taken_up_until_it_is_put_down() {
        assert_eq!(stroke("m", false, false, false), Some(Stroke::Take));
        assert_eq!(moving_stroke("ArrowUp"), Some(Stroke::Shift(Shift::Time(false))));
        assert_eq!(moving_stroke("ArrowRight"), Some(Stroke::Shift(Shift::Column(true))));
        assert_eq!((moving_stroke("Enter"), moving_stroke("Escape"), moving_stroke("t")), (Some(Stroke::Put), Some(Stroke::GiveUp), None));
    }

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
