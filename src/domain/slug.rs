//! A slug that reads as a name does, for what people name and addresses or files may have to.

use super::text::SLUG_MAX;
use super::words::fold;
use super::{Name, Slug};

impl Slug {
    /// As far as small letters and digits go: `Open huis Kade 1` becomes `open-huis-kade-1`. None where nothing of it is either. A number
    /// still fits behind it.
    pub fn of(name: &Name) -> Option<Self> {
        let mut text = String::new();
        for word in fold(name.as_str()).split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
            if text.len() + word.len() < usize::from(SLUG_MAX) - 8 {
                text.extend((!text.is_empty()).then_some('-'));
                text.push_str(word);
            }
        }
        Self::parse(&text).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_made_of_a_name() {
        let of = |name: &str| Slug::of(&Name::parse(name).unwrap()).map(|slug| slug.to_string());
        assert_eq!(of(" Open huis – Käde 1! ").as_deref(), Some("open-huis-kade-1"));
        assert_eq!(of("開放日"), None);
        assert!(of(&"huis ".repeat(40)).unwrap().len() < usize::from(SLUG_MAX) - 8);
    }
}
