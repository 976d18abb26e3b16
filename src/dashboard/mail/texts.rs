//! What each mail says and how it looks, in every language. Texts of customers' mails can be changed.

use leptos::prelude::{Callback, Effect, RwSignal, Set, SetValue, StoredValue, UpdateValue, WithValue};

use super::form::Form;
use super::preview::Preview;
use super::{Tabs, barred};
use crate::api::team::wire::{MailSample, MailTexts as Texts};
use crate::api::team::{self, TeamError};
use crate::dashboard::fields::Choice;
use crate::dashboard::state::{Trouble, Waiting};
use crate::dashboard::whom::language_key;
use crate::dashboard::wires::Wires;
use crate::desk::{self, Screen, WishesFor};
use crate::domain::{Audience, FieldError, Language, MailKind};
use crate::element::*;

/// What is typed, by part.
pub type Typed = [RwSignal<String>; 3];
/// What is wrong with it.
pub type Wrong = RwSignal<Vec<(team::Field, FieldError)>>;
/// What a mail says, once it is known.
pub type Found = RwSignal<Option<Result<Texts, TeamError>>>;

/// The screen.
#[component]
pub fn MailTexts(
    /// What it is wired to.
    wires: Wires,
) -> impl IntoView {
    let sample = Memo::new(move |_| wires.place.with(|place| if let Screen::Mail(WishesFor::Texts(sample)) = place.screen { sample } else { MailSample::default() }));
    let (found, typed, wrong): (Found, Typed, Wrong) = (RwSignal::new(None), [(); 3].map(|()| RwSignal::new(String::new())), RwSignal::new(Vec::new()));
    // What was typed and not saved, by mail: whoever looks at another finds it again.
    let drafts = StoredValue::new(Vec::<(MailSample, [String; 3])>::new());
    let before = StoredValue::new(None::<MailSample>);
    let load = move || {
        let (portal, asked) = (wires.portal(), sample.get_untracked());
        wires.call(async move { team::mail_texts_of(portal, asked).await }, move |answer| {
            if sample.try_get_untracked() != Some(asked) {
                return;
            }
            if let Ok(texts) = &answer {
                let draft = drafts.with_value(|drafts| drafts.iter().find(|(of, _)| *of == asked).map(|(_, draft)| draft.clone()));
                let shown = draft.unwrap_or_else(|| desk::shown_texts(&texts.own, &texts.built_in));
                typed.into_iter().zip(shown).for_each(|(typed, shown)| typed.set(shown));
            }
            wrong.set(Vec::new());
            found.set(Some(answer));
        });
    };
    Effect::new(move |_| {
        let now = sample.get();
        let left = before.with_value(|before| *before);
        if let (Some(left), Some(Ok(texts))) = (left, found.get_untracked()) {
            let draft = typed.map(|typed| typed.get_untracked());
            let is_saved = draft == desk::shown_texts(&texts.own, &texts.built_in);
            drafts.try_update_value(|drafts| {
                drafts.retain(|(of, _)| *of != left);
                if !is_saved {
                    drafts.push((left, draft));
                }
            });
        }
        before.set_value(Some(now));
        found.set(None);
        load();
    });
    let reload = Callback::new(move |()| {
        drafts.try_update_value(|drafts| drafts.retain(|(of, _)| *of != sample.get_untracked()));
        load();
    });
    let show = move || match found.get() {
        None => view! { <Waiting wires/> }.into_any(),
        Some(Err(error)) => view! { <Trouble wires error again=Some(reload)/> }.into_any(),
        Some(Ok(texts)) => {
            let sample = sample.get_untracked();
            let form = if sample.audience == Audience::Customer {
                view! { <Form wires sample found typed wrong texts load=reload/> }.into_any()
            } else {
                view! { <p class="small why">{wires.text("mails.of_team")}</p> }.into_any()
            };
            view! { <div class="mail-texts"><div>{form}</div><Preview wires sample typed wrong/></div> }.into_any()
        }
    };
    view! {
        <section class="mails" data-screen="mail-texts">
            <header class="top"><h1 tabindex="-1">{wires.text("mails.title")}</h1></header>
            <Tabs wires texts=true/>
            {move || if let Some(barred) = barred(wires) { barred } else { view! { <Choices wires sample/>{show} }.into_any() }}
        </section>
    }
}

/// Which mail.
#[component]
fn Choices(wires: Wires, sample: Memo<MailSample>) -> impl IntoView {
    let turn = move |sample: MailSample| wires.turn(Screen::Mail(WishesFor::Texts(sample)));
    let to = Callback::new(move |chosen: String| {
        let MailSample { kind, language, .. } = sample.get_untracked();
        turn(desk::read_sample(Some(&chosen), Some(kind.as_str()), Some(language.tag())));
    });
    let kind = Callback::new(move |chosen: String| turn(MailSample { kind: MailKind::parse(&chosen).unwrap_or(MailKind::Confirmation), ..sample.get_untracked() }));
    let language = Callback::new(move |chosen: String| {
        let language = Language::ALL.into_iter().find(|language| language.tag() == chosen).unwrap_or_default();
        turn(MailSample { language, ..sample.get_untracked() });
    });
    let readers = vec![("customers".to_owned(), wires.text("mails.customers")), ("team".to_owned(), wires.text("mails.team"))];
    let reader = Signal::derive(move || if sample.get().audience == Audience::Customer { "customers" } else { "team" }.to_owned());
    let languages = || Language::ALL.into_iter().map(|language| (language.tag().to_owned(), wires.text(language_key(language)))).collect::<Vec<_>>();
    // Drawn anew for other readers alone: who goes through the kinds by keys stays where they are.
    let audience = Memo::new(move |_| sample.get().audience);
    let kinds = move || {
        let options = MailKind::of(audience.get()).map(|kind| (kind.as_str().to_owned(), wires.text(desk::mail_kind(kind))));
        let options: Vec<_> = options.collect();
        view! { <Choice name="mail-kind" label=wires.text("mails.kind") options value=Signal::derive(move || sample.get().kind.as_str().to_owned()) choose=kind/> }.into_any()
    };
    view! {
        <div class="grid">
            <Choice name="mail-to" label=wires.text("mails.to") options=readers value=reader choose=to/>
            {kinds}
            <Choice name="mail-language" label=wires.text("field.language") options=languages() value=Signal::derive(move || sample.get().language.tag().to_owned()) choose=language/>
        </div>
    }
}
