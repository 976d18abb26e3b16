//! The widget's texts: which there are, and how a place in one is filled. The sentences themselves are in `locales/`, one
//! file per language; the server sends those of one language along with its first answer, so that the program carries none.

use serde::{Deserialize, Serialize};

macro_rules! texts {
    ($($(#[$doc:meta])* $variant:ident = $key:literal,)*) => {
        /// A text of the widget, by its key in `locales/{language}.toml` under `[widget]`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Text {
            $($(#[$doc])* $variant,)*
        }

        impl Text {
            /// Every text, in the order in which they are sent.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Its key in the file of texts.
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$variant => $key,)*
                }
            }
        }
    };
}

texts! {
    /// Heading of the first step.
    PickTime = "pick_time",
}

/// The texts of one language, in the order of [`Text::ALL`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Texts(Vec<String>);

impl Texts {
    /// Takes the texts of one language, in the order of [`Text::ALL`].
    pub fn new(texts: Vec<String>) -> Self {
        Self(texts)
    }

    /// One text; empty when the list is shorter, which a test of the locales rules out.
    pub fn get(&self, text: Text) -> &str {
        self.0.get(text as usize).map_or("", String::as_str)
    }

    /// One text with its places `{name}` filled.
    pub fn fill(&self, text: Text, places: &[(&str, &str)]) -> String {
        let fill = |text: String, (name, value): &(&str, &str)| text.replace(&format!("{{{name}}}"), value);
        places.iter().fold(self.get(text).to_owned(), fill)
    }
}
