"""Lines of web pages are known in nine languages; lines of articles that begin alike are not."""

from __future__ import annotations

import pytest

from generator.refine.phrases import find_appeals, know_line


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("READ MORE: Why dams fail", "read-more"),
        ("Lesen Sie auch: Warum Dämme brechen", "read-more"),
        ("À lire aussi : Pourquoi les digues cèdent", "read-more"),
        ("Читайте также: Почему рушатся плотины", "read-more"),
        ("İlgili haberler", "read-more"),
        ("12 Kommentare", "comments"),
        ("Deja tu comentario", "comments"),
        ("Yorumlar", "comments"),
        ("Bild vergrößern", "picture-furniture"),
        ("Crédit photo : Ida Holm", "photo-credit"),
        ("Pubblicità", "advertisement"),
        ("Реклама", "advertisement"),
        ("Partager sur Facebook", "sharing"),
        ("Volg ons op Instagram", "sharing"),
        ("Suscríbete a nuestro boletín", "subscription"),
        ("Inloggen", "subscription"),
        ("Carregando...", "live-page"),
        ("Zum Inhalt springen", "navigation"),
        ("Ana sayfa", "navigation"),
        ("© The Northline 2026. Tous droits réservés", "rights-notice"),
        ("Tüm hakları saklıdır.", "rights-notice"),
        ("View this email in your browser", "mail-furniture"),
        ("View in browser", "mail-furniture"),
        ("Read online", "mail-furniture"),
        ("Unsubscribe", "mail-furniture"),
        ("Manage your email preferences", "mail-furniture"),
        ("Unsubscribe | Privacy policy", "mail-furniture"),
        ("You are receiving this email because you signed up at The Northline.", "mail-furniture"),
        ("---------- Forwarded message ---------", "mail-furniture"),
        ("Sent from my iPhone", "mail-furniture"),
        ("Von meinem iPhone gesendet", "mail-furniture"),
        ("Im Browser ansehen", "mail-furniture"),
        ("Se désabonner", "mail-furniture"),
        ("Darse de baja", "mail-furniture"),
        ("Открыть в браузере", "mail-furniture"),
    ],
)
def test_lines_of_pages_are_known(line: str, rule: str) -> None:
    """A line that only pages carry is removed by a rule that names what it is."""
    known = know_line(line)

    assert known is not None
    assert known.rule == rule


@pytest.mark.parametrize(
    "line",
    [
        "Correction: an earlier version of this article gave a wrong year for the first flood.",
        "— Ida Holm (@idaholm) October 17, 2026",
        "Read the letter in full, the judge told the court, and then tell me it is no threat.",
        "Comments by the minister were met with silence in the town.",
        "Suche nach Vermissten geht weiter",
        "Partager le pouvoir, disait-il, ce n’est pas le perdre.",
        "Entrar en la ciudad era imposible.",
        "Mehr dazu wollte der Minister nicht sagen.",
        "Abbonati in calo nelle città del nord",
        "Фото мальчика стояло на столе.",
        "Unsubscribe, she told the lists, one after the other.",
        "You are receiving this letter because the law asks for it.",
        "Read online or in print, the letter is the same.",
    ],
)
def test_lines_of_articles_are_not(line: str) -> None:
    """Corrections, the source of an embedded post and sentences that begin like a notice stay."""
    assert know_line(line) is None


def test_appeal_without_its_last_line_is_not_removed() -> None:
    """An appeal runs from its first line to its last; without an end nothing is taken for one."""
    first, middle, last = "Your support helps us", "We are on the ground.", "Your support makes all the difference."

    assert sorted(find_appeals([first, middle, last, "Text."])) == [0, 1, 2]
    assert find_appeals([first, middle, "Text."]) == {}
