//! The details for everyone: the way back, what is said aloud, every brand's colour, forced colours, small and zoomed screens, names from
//! right to left, paper, and a letter to whoever comes along.

use serde_json::{Value, json};

use super::booking::fill_and_confirm;
use super::support::{Browser, Engine, Result, Screen, Server, every_engine};

every_engine! {
    a_day_leads_to_its_times_and_a_button_after_them_back_to_the_day
    what_changes_is_said_aloud_and_many_times_come_by_part_of_the_day
    whatever_the_brands_colour_text_on_it_and_in_it_can_be_read
    a_name_from_right_to_left_reads_right_where_it_is_typed_and_where_it_is_told
}

const ENTER: &str = "\u{e007}";
const TAB: &str = "\u{e004}";
const PAGE_DOWN: &str = "\u{e00f}";

/// The standalone page, once the program has taken over.
async fn opened(engine: Engine, screen: Screen) -> Result<(Server, Browser)> {
    let server = Server::start(&[]).await?;
    let browser = Browser::open(engine, screen).await?;
    browser.goto(&server.page()).await?;
    // The program brings a tree of its own, in a container.
    until(&browser, "root?.querySelector('.appointment')?.parentNode.tagName === 'DIV'").await?;
    Ok((server, browser))
}

async fn until(browser: &Browser, condition: &str) -> Result {
    for _ in 0..300 {
        if browser.ask(&format!("return !!({condition})")).await? == true {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(30)).await;
    }
    Err(format!("it never came to {condition}; the focus is at {}", browser.ask("return root.activeElement?.outerHTML").await?).into())
}

async fn media(browser: &Browser, media: &str, features: Value) -> Result {
    browser.devtools("Emulation.setEmulatedMedia", json!({ "media": media, "features": features })).await.map(drop)
}

async fn a_day_leads_to_its_times_and_a_button_after_them_back_to_the_day(engine: Engine) -> Result {
    for screen in [Screen::DESK, Screen::PHONE] {
        let (_server, browser) = opened(engine, screen).await?;
        let named = browser.ask("return [...root.querySelectorAll('[data-day]')].filter(day => !/\\d{4}, (\\d+ vrije tijd|geen vrije tijden)/.test(day.ariaLabel)).length").await?;
        assert_eq!(named, 0, "each day has its full date and the number of its times");
        assert_eq!(browser.ask("return root.querySelector('[data-today=true]').ariaLabel.endsWith(', vandaag')").await?, true);
        assert_eq!(browser.ask("return root.querySelectorAll('[data-day][tabindex=\"0\"]').length").await?, 1, "the tab key stops at one of them");
        let seen = "(() => { const at = root.querySelector('[data-action=days]').getBoundingClientRect(); return at.width > 100 && at.height >= 44; })()";
        assert_eq!(browser.ask(&format!("return {seen}")).await?, screen.width < 640, "in sight where the days are not beside the times");
        browser.ask("root.querySelector('[data-day][tabindex=\"0\"]').focus()").await?;
        browser.keys(ENTER).await?;
        until(&browser, "root.activeElement?.matches('.times h3')").await?;
        for _ in 0..40 {
            browser.keys(TAB).await?;
            if browser.ask("return root.activeElement?.dataset.action === 'days'").await? == true {
                break;
            }
        }
        assert_eq!(browser.ask(&format!("return {seen}")).await?, true, "whoever comes to it sees it");
        browser.keys(ENTER).await?;
        until(&browser, "root.activeElement?.matches('.day[aria-pressed=true]')").await?;
        browser.close().await?;
    }
    Ok(())
}

async fn what_changes_is_said_aloud_and_many_times_come_by_part_of_the_day(engine: Engine) -> Result {
    let (_server, browser) = opened(engine, Screen::DESK).await?;
    let status = "return root.querySelector('[role=status]').textContent";
    let before = browser.ask(status).await?;
    assert!(before.as_str().is_some_and(|said| said.contains("dagen met vrije tijden: ")), "{before}");
    browser.ask("root.querySelector('[data-day][tabindex=\"0\"]').focus()").await?;
    browser.keys(PAGE_DOWN).await?;
    until(&browser, "root.activeElement?.dataset.day && root.activeElement.tabIndex === 0").await?;
    let after = browser.ask(status).await?;
    let month = browser.ask("return root.querySelector('#month').textContent").await?;
    assert!(before != after && after.as_str().is_some_and(|said| said.starts_with(month.as_str().unwrap_or("?"))), "{after}, {month}");
    // A day with many times, which the demo has every week.
    let many = "[...root.querySelectorAll('[data-free=true]')].find(day => parseInt(day.ariaLabel.match(/(\\d+) vrije/)?.[1]) > 8)";
    browser.ask(&format!("({many}).click()")).await?;
    until(&browser, "root.querySelectorAll('.times .slots[aria-label]').length > 1").await?;
    let parts = browser
        .ask("return [...root.querySelectorAll('.times .slots')].map(part => [part.ariaLabel, ...[...part.querySelectorAll('.slot')].map(slot => parseInt(slot.textContent))])")
        .await?;
    for part in parts.as_array().ok_or("there are parts")? {
        let hours = match part[0].as_str() {
            Some("Ochtend") => 0..12,
            Some("Middag") => 12..18,
            _ => 18..24,
        };
        assert!(part.as_array().is_some_and(|part| part.len() > 1 && part[1..].iter().all(|hour| hour.as_i64().is_some_and(|hour| hours.contains(&hour)))), "{parts}");
    }
    browser.press("[data-slot]").await?;
    browser.at("details").await?;
    assert_eq!(browser.ask(status).await?, "");
    browser.close().await
}

/// The contrast of every pair of text and ground that a brand's colour is in.
const CONTRAST: &str = "
    const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    const light = (color) => {
        context.fillStyle = color;
        context.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (text, ground) => {
        const [more, less] = [light(text), light(ground)].sort((one, other) => other - one);
        return (more + 0.05) / (less + 0.05);
    };
    const style = (selector) => getComputedStyle(root.querySelector(selector));
    const ground = style('.step').backgroundColor;
    const pairs = {
        chosen: [style('.day[aria-pressed=true]').color, style('.day[aria-pressed=true]').backgroundColor],
        free: [style('.day[data-free=true][aria-pressed=false]').color, style('.day[data-free=true][aria-pressed=false]').backgroundColor],
        quiet: [style('[data-action=days]').color, ground],
        nothing: [style('.day[data-free=false]').color, ground],
        slot: [style('.slot').color, ground],
        small: [style('.facts').color, ground],
    };
    const edges = { slot: [style('.slot').borderTopColor, ground], chosen: [style('.day[aria-pressed=true]').backgroundColor, ground] };
    const low = (pairs, least) => Object.entries(pairs).filter(([, pair]) => contrast(...pair) < least).map(([name, pair]) => [name, ...pair, contrast(...pair)]);
    return [...low(pairs, 4.5), ...low(edges, 3)];
";

async fn whatever_the_brands_colour_text_on_it_and_in_it_can_be_read(engine: Engine) -> Result {
    let brands = "#14584f #ffff00 #ffe600 #eeeeee #cccccc #808080 #000000 #ffffff #0000ff #ff0000 #00ff00 #00ffff #ff00ff #ff6600 #f7a1b5 #003082 #e2001a #7fff00 hsl(280_90%_60%) rebeccapurple";
    for screen in [Screen::DESK, Screen::DESK.dark()] {
        let (_server, browser) = opened(engine, screen).await?;
        // What is halfway from one brand to the next is none of any brand's.
        browser.ask("for (const at of root.querySelectorAll('button')) at.style.transition = 'none'").await?;
        for brand in brands.split(' ').map(|brand| brand.replace('_', " ")) {
            for on in ["", "#000000", "#ffffff"] {
                let set = format!(
                    "const at = document.querySelector('book-appointment').style; at.setProperty('--appointment-accent', '{brand}'); at.setProperty('--appointment-on-accent', '{on}'); {CONTRAST}"
                );
                assert_eq!(browser.ask(&set).await?, json!([]), "{brand} with {on:?} on it, {screen:?}");
            }
        }
        browser.close().await?;
    }
    Ok(())
}

#[tokio::test]
async fn in_forced_colours_what_is_chosen_free_and_taken_is_told_apart() -> Result {
    let (_server, browser) = opened(Engine::Chromium, Screen::DESK).await?;
    media(&browser, "", json!([{ "name": "forced-colors", "value": "active" }])).await?;
    let look = "
        for (const at of root.querySelectorAll('button')) at.style.transition = 'none';
        const look = (selector) => { const style = getComputedStyle(root.querySelector(selector)); return [style.color, style.backgroundColor, style.borderTopColor, style.textDecorationLine]; };
        return ['.day[aria-pressed=true]', '.day[data-free=true][aria-pressed=false]', '.day[data-free=false]'].map(look)";
    let looks = browser.ask(look).await?;
    let [chosen, free, taken] = [0, 1, 2].map(|at| &looks[at]);
    assert!(chosen[0] != free[0] && chosen[1] != free[1], "{looks}");
    assert!(taken[2] != free[2] && taken[0] != free[0] && taken[3] != free[3], "{looks}");
    browser.ask("root.querySelector('.day[aria-pressed=true]').focus()").await?;
    browser.keys(TAB).await?;
    let outline = browser.ask("const style = getComputedStyle(root.activeElement); return [style.outlineStyle, style.outlineWidth]").await?;
    assert_eq!(outline, json!(["solid", "3px"]), "the focus is seen");
    browser.picture("forced-colours-1280").await?;
    browser.close().await
}

#[tokio::test]
async fn on_a_phone_targets_are_for_thumbs_and_the_keyboard_leaves_the_next_button_in_sight() -> Result {
    let (_server, browser) = opened(Engine::Chromium, Screen { height: 480, ..Screen::PHONE }).await?;
    let small = "return [...root.querySelectorAll('button, a, input, textarea')].filter(at => !at.disabled && at.offsetParent && (at.offsetWidth < 44 || at.offsetHeight < 44)).map(at => at.outerHTML)";
    assert_eq!(browser.ask(small).await?, json!([]), "at 44 pixels a thumb does not miss");
    browser.press("[data-slot]").await?;
    browser.at("details").await?;
    browser.fill("email", "anna@gmial.com").await?;
    browser.find("[data-action=suggestion]").await?;
    assert_eq!(browser.ask(small).await?, json!([]));
    let fields = browser.ask("return [...root.querySelectorAll('input, textarea')].filter(at => at.offsetParent).map(at => [at.name, at.inputMode, at.autocomplete, parseInt(getComputedStyle(at).fontSize) >= 16])").await?;
    let wanted = json!([["name", "text", "name", true], ["email", "email", "email", true], ["phone", "tel", "tel", true], ["note", "", "", true]]);
    assert_eq!(fields, wanted, "the right keyboard, what the phone knows already, and no zooming in");
    // From the top the browser itself takes care; where the field is in sight already, it needs the margin to show what is below.
    for come in ["scrollTo(0, 0); note.focus();", "scrollBy(0, note.getBoundingClientRect().bottom - innerHeight); note.scrollIntoView({ block: 'nearest' });"] {
        let seen = format!(
            "const note = root.querySelector('[name=note]'); {come} const at = root.querySelector('[data-action=next]').getBoundingClientRect(); return at.top >= 0 && at.bottom <= innerHeight"
        );
        assert_eq!(browser.ask(&seen).await?, true, "what goes on is in sight of the last field: {come}");
    }
    browser.close().await
}

#[tokio::test]
async fn at_320_pixels_as_at_400_percent_nothing_sticks_out_at_any_step() -> Result {
    let (_server, browser) = opened(Engine::Chromium, Screen { width: 320, height: 256, ..Screen::PHONE }).await?;
    let fits = async |step: &str| -> Result {
        assert_eq!(browser.ask("return document.documentElement.scrollWidth").await?, 320, "{step}");
        let small = browser.ask("return [...root.querySelectorAll('button, a, input, textarea')].filter(at => !at.disabled && at.offsetParent && (at.offsetWidth < 40 || at.offsetHeight < 44)).map(at => at.outerHTML)").await?;
        assert_eq!(small, json!([]), "{step}");
        Ok(())
    };
    fits("pick").await?;
    browser.picture("pick-320").await?;
    browser.press("[data-slot]").await?;
    browser.at("details").await?;
    browser.press("[data-action=next]").await?;
    browser.find("[aria-invalid=true]").await?;
    fits("details").await?;
    fill_and_confirm(&browser).await?;
    fits("done").await?;
    browser.picture("done-320").await?;
    browser.close().await
}

async fn a_name_from_right_to_left_reads_right_where_it_is_typed_and_where_it_is_told(engine: Engine) -> Result {
    let (_server, browser) = opened(engine, Screen::DESK).await?;
    browser.press("[data-slot]").await?;
    browser.at("details").await?;
    browser.fill("name", "שרה כהן (אמסטרדם)").await?;
    browser.fill("email", "sara@klant.example").await?;
    browser.fill("note", "نأتي مع طفلين.").await?;
    let directions = browser.ask("return ['name', 'email', 'note'].map(name => getComputedStyle(root.querySelector(`[name=${name}]`)).direction)").await?;
    assert_eq!(directions, json!(["rtl", "ltr", "rtl"]));
    browser.press("[data-action=next]").await?;
    browser.at("confirm").await?;
    // The full stop at the end of an Arabic line stands at its left.
    let stop = "
        const text = [...root.querySelectorAll('dd')].at(-1).firstElementChild.firstChild;
        const left = (at) => { const range = new Range(); range.setStart(text, at); range.setEnd(text, at + 1); return range.getBoundingClientRect().left; };
        return left(text.length - 1) < left(0)";
    assert_eq!(browser.ask(stop).await?, true);
    browser.picture("right-to-left-1280").await?;
    browser.close().await
}

#[tokio::test]
async fn the_appointment_prints_on_one_page_and_a_letter_tells_others_of_it() -> Result {
    let (_server, browser) = opened(Engine::Chromium, Screen::PHONE.dark()).await?;
    browser.press("[data-slot]").await?;
    fill_and_confirm(&browser).await?;
    let letter = browser.ask("const letter = new URL(root.querySelector('[data-action=share]').href); return [letter.protocol, letter.searchParams.get('subject'), letter.searchParams.get('body'), letter.pathname]").await?;
    let [protocol, subject, body, address] = [0, 1, 2, 3].map(|at| letter[at].as_str().unwrap_or_default());
    assert_eq!((protocol, address), ("mailto:", ""));
    assert!(subject.starts_with("Bezichtiging – Lindengracht 12, ") && body.contains("Lindengracht 12, 1015 KC Amsterdam") && !body.contains("/m/"), "{letter}");
    let paper = browser.devtools("Page.printToPDF", json!({ "printBackground": false })).await?;
    use base64::Engine as _;
    let paper = base64::engine::general_purpose::STANDARD.decode(paper["data"].as_str().ok_or("nothing was printed")?)?;
    let pages = String::from_utf8_lossy(&paper).matches("/Type /Page\n").count();
    assert_eq!(pages, 1);
    media(&browser, "print", json!([])).await?;
    let pressed = browser.ask("return [...root.querySelectorAll('button, a'), ...document.querySelectorAll('.around, .foot')].filter(at => at.checkVisibility()).length").await?;
    assert_eq!(pressed, 0, "nobody presses paper");
    let ink = browser.ask("return getComputedStyle(root.querySelector('dd')).color").await?;
    assert_eq!(ink, "rgb(24, 33, 31)", "paper is light, also where the screen is dark");
    browser.picture("done-on-paper").await?;
    browser.close().await
}

#[tokio::test]
async fn a_month_without_a_free_day_has_one_button_that_leads_to_the_next() -> Result {
    let browser = Browser::open(Engine::Chromium, Screen::PHONE).await?;
    let closed = "const now = new Date(); const day = (at) => new Date(Date.UTC(now.getFullYear(), now.getMonth() + 1, at + 1)).toISOString().slice(0, 10); return Array.from({ length: 31 }, (_, at) => day(at))";
    let closed = browser.ask(closed).await?;
    let server = Server::start_with(&[("closed", &closed.to_string()), ("extra", "[]"), ("horizon_days", "100")]).await?;
    browser.goto(&server.page()).await?;
    until(&browser, "root?.querySelector('.appointment')?.parentNode.tagName === 'DIV'").await?;
    browser.ask("root.querySelector('[data-day][tabindex=\"0\"]').focus()").await?;
    // On a month's last days the calendar opens after the gap: it lies behind, then.
    let months = if browser.ask("return root.querySelector('[data-today=true]') === null").await? == true { "\u{e00e}" } else { PAGE_DOWN };
    browser.keys(months).await?;
    browser.find("[data-action=next-free]").await?;
    assert!(browser.text("[data-action=next-free]").await?.starts_with("Eerstvolgende: "));
    browser.picture("next-free-360").await?;
    browser.press("[data-action=next-free]").await?;
    until(&browser, "root.activeElement?.matches('.times h3')").await?;
    until(&browser, "root.querySelector('.day[aria-pressed=true]') && !root.querySelector('[data-action=next-free]')").await?;
    browser.close().await
}
