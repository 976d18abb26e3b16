//! Words by which people are found: small letters without accents, so that `Renée` is found by `rene`.

/// The most words that one text gives, and one search asks for.
const MOST: usize = 40;

/// The words of a text, each once.
pub fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut words: Vec<String> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    // An address is also found as a whole, and by what stands after its @.
    words.extend(folded.split_whitespace().filter(|word| word.contains('@')).map(str::to_owned));
    finished(words)
}

/// The words of a telephone number in E.164: with its country's code, and as it is dialled at home.
pub fn phone_words(number: &str) -> Vec<String> {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let home = digits.get(2..).map(|rest| format!("0{rest}"));
    finished(home.into_iter().chain([digits]).filter(|word| word.len() > 2).collect())
}

/// The beginnings of words that a search asks for. A number is one word, however it is written.
pub fn sought(search: &str) -> Vec<String> {
    let digits: String = search.chars().filter(char::is_ascii_digit).collect();
    if digits.len() > 5 && search.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')' | '/' | '.')) {
        return vec![digits.strip_prefix("00").unwrap_or(&digits).to_owned()];
    }
    if search.trim().contains('@') && !search.trim().contains(' ') {
        return vec![fold(search.trim())];
    }
    let mut sought = words(search);
    sought.truncate(8);
    sought
}

fn finished(mut words: Vec<String>) -> Vec<String> {
    words.sort_unstable();
    words.dedup();
    words.truncate(MOST);
    words
}

/// Small letters without accents.
pub fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).filter(|c| !('\u{300}'..='\u{36f}').contains(c)).map(plain).collect()
}

/// A letter without its accent, of the languages spoken around here.
fn plain(letter: char) -> char {
    const FOLDED: [(&str, char); 12] = [
        ("àáâãäåāăą", 'a'),
        ("çćč", 'c'),
        ("ďđ", 'd'),
        ("èéêëēėęě", 'e'),
        ("ìíîïīıį", 'i'),
        ("łĺľ", 'l'),
        ("ñńň", 'n'),
        ("òóôõöøőō", 'o'),
        ("řŕ", 'r'),
        ("śšş", 's'),
        ("ùúûüūůű", 'u'),
        ("ýÿ", 'y'),
    ];
    FOLDED.iter().find(|(accented, _)| accented.contains(letter)).map_or(letter, |(_, plain)| *plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_case_make_no_difference() {
        assert_eq!(words("Renée  O'Brien-İşık"), ["brien", "isik", "o", "renee"]);
        assert_eq!(words("Rene\u{301}e"), ["renee"]);
        assert_eq!(sought("RENÉ"), ["rene"]);
    }

    #[test]
    fn an_address_is_found_by_its_parts_and_as_a_whole() {
        assert_eq!(words("Anna.Bos@Example.nl"), ["anna", "anna.bos@example.nl", "bos", "example", "nl"]);
        assert_eq!(sought("anna.bos@ex"), ["anna.bos@ex"]);
    }

    #[test]
    fn a_number_is_found_as_it_is_written_here_and_abroad() {
        assert_eq!(phone_words("+31612345678"), ["0612345678", "31612345678"]);
        for typed in ["06 1234 5678", "06-12345678"] {
            assert_eq!(sought(typed), ["0612345678"]);
        }
        assert_eq!(sought("+31 6 12345678"), ["31612345678"]);
        assert_eq!(sought("0031612345678"), ["31612345678"]);
        assert_eq!(sought("Lindengracht 12"), ["12", "lindengracht"]);
    }
}
