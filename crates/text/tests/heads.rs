//! Little pages as ministries, agencies, universities and companies build them, in Russian and English: what each says of its headline, its
//! day and who publishes it.

#![allow(clippy::unwrap_used, reason = "a helper of tests; what fails here fails the test")]

use rapporteur_text::{Format, Options, read};

/// Two paragraphs that are the article of a page.
const RU: &str = "<p>Министр торговли Утопии Пётр Лоза принял посла Атлантиды Нила Скарна и обсудил с ним поставки леса и рыбы, а также \
    работу совместной комиссии.</p><p>Стороны договорились провести следующее заседание комиссии осенью и подготовить к нему проект \
    соглашения о взаимной торговле.</p>";
const EN: &str = "<p>Trade Minister Ann Bell of Utopia received Ambassador Neil Scarne of Atlantis and spoke with him about timber, fish \
    and the work of the joint commission of the two countries.</p><p>The sides agreed to hold the next session of the commission in \
    autumn and to prepare a draft agreement on mutual trade for it.</p>";

/// What the page at an address says: its day and who publishes it, "-" where it says none. The headline must always be found.
fn check(address: &str, head: &str, before: &str, behind: &str, published: &str, publisher: &str) {
    let russian = format!("{head}{before}{behind}").chars().any(|c| ('а'..='я').contains(&c));
    let (text, title) = if russian {
        (RU, "Министр принял посла Атлантиды")
    } else {
        (EN, "Minister receives Ambassador of Atlantis")
    };
    let fill = |words: &str| words.replace("TITLE", title).replace("TEXT", text);
    let page = format!("<!doctype html><html><head>{}</head><body>{}{}</body></html>", fill(head), fill(before), fill(behind));
    let report = read(address, page.as_bytes(), &Options { format: Some(Format::Html), ..Options::default() }).reports.remove(0);
    let day = report.published.map_or("-".to_owned(), |date| date.value.to_string());
    let house = report.publisher.map_or("-".to_owned(), |house| house.value);
    let named = report.title.map(|title| title.value).unwrap_or_default();
    assert_eq!((named.as_str(), day.as_str(), house.as_str()), (title, published, publisher), "{page}");
}

#[test]
fn ministries() {
    // The sign of a ministry is a picture.
    check(
        "https://mintorg.example.com/ru/news/451",
        "<title>TITLE</title>",
        "<header><a href='/ru/'><img src='l.svg' alt='Министерство торговли Республики Утопия'></a><nav><a href='/n'>Новости</a></nav></header>",
        "<div class=date>5 марта 2024</div><h1>TITLE</h1>TEXT<footer>Адрес: ул. Лесная, 3</footer>",
        "2024-03-05",
        "Министерство торговли Республики Утопия",
    );
    // One title for all pages, number and day of the press release under the headline.
    check(
        "https://trade.example.org/press/12",
        "<title>Ministry of Trade of Utopia</title>",
        "<a href='/'>Home</a><h1>TITLE</h1><div>Press Release No. 45 | March 5, 2024</div>",
        "TEXT<p>© 2019-2026 Ministry of Trade of Utopia. All rights reserved</p>",
        "2024-03-05",
        "Ministry of Trade of Utopia",
    );
    // A number of the document holds the day; a menu of other news has days of its own.
    check(
        "https://mfa.example.net/ru/news/1",
        "<title>TITLE - Министерство иностранных дел Утопии</title>",
        "<div>5 марта 2024 14:30</div><h1>TITLE</h1><div>412-05-03-2024</div>",
        "TEXT<aside><h3>Другие новости</h3><div>11.02.2026</div><a href='/a'>Посол вручил грамоты</a></aside>",
        "2024-03-05",
        "Министерство иностранных дел Утопии",
    );
    // A day with slashes, the language says in which order.
    check(
        "https://gov.example.org/en/45",
        "<title>TITLE | Government of Utopia</title><meta name=author content='Web Team'>",
        "<h1>TITLE</h1><span>05/03/2024</span>",
        "TEXT<ul><li>25/02/2024 <a href='/a'>Older news</a></li></ul>",
        "2024-03-05",
        "Government of Utopia",
    );
    check(
        "https://commerce.example.pk/45",
        "<title>TITLE</title><meta name=author content='Ministry of Commerce of Utopia'>",
        "<h1>TITLE</h1><span>Date: 05/03/2024</span>",
        "TEXT",
        "2024-03-05",
        "Ministry of Commerce of Utopia",
    );
}

#[test]
fn agencies() {
    // The wire of the dateline wrote it; the page says who publishes it.
    check(
        "https://steppe.example.com/5",
        "<title>TITLE</title><meta property='og:site_name' content='Steppe News'>",
        "<h1>TITLE</h1><time datetime='2024-03-05T10:00:00Z'>today</time><p>SUVA, March 5 (IANS) - The minister met the ambassador on Tuesday, his office said in a statement.</p>",
        "TEXT",
        "2024-03-05",
        "Steppe News",
    );
    // A day of a comment must not be the report's.
    check(
        "https://steppe.example.com/6",
        "<title>TITLE « Степной вестник</title>",
        "<h1>TITLE</h1><p>05.03.2024</p>TEXT",
        "<div>Комментарии</div><div><time datetime='2024-03-09T10:00:00Z'>9 марта</time> Хорошо.</div>",
        "2024-03-05",
        "Степной вестник",
    );
    // Comma between day and month; the author of a post is no house.
    check(
        "https://steppe.example.com/7",
        "<title>TITLE</title><script type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebSite\",\"name\":\"Steppe News\"},{\"@type\":\"Article\",\"publisher\":{\"@type\":\"Person\",\"name\":\"Ann Bell\"}}]}</script>",
        "<h1>TITLE</h1><p>5, March, 2024 | 09:00 PM</p>",
        "TEXT",
        "2024-03-05",
        "Steppe News",
    );
    // Microdata.
    check(
        "https://steppe.example.com/8",
        "<title>TITLE</title>",
        "<article itemscope itemtype='https://schema.org/NewsArticle'><h1 itemprop=headline>TITLE</h1><div itemprop=publisher itemscope itemtype='https://schema.org/Organization'><meta itemprop=name content='Степной вестник'></div><meta itemprop=datePublished content='2024-03-05T10:00:00+05:00'>",
        "TEXT</article>",
        "2024-03-05",
        "Степной вестник",
    );
    check(
        "https://steppe.example.com/9",
        "<title>TITLE</title>",
        "<article><h1>TITLE</h1><div>Вторник, 5 Март 2024 10:12</div><div itemprop=publisher itemscope><span itemprop=name>Степной вестник</span></div>",
        "TEXT</article>",
        "2024-03-05",
        "Степной вестник",
    );
    // The feed that a blog's engine offers is called by the site.
    check(
        "https://n.example.com/?p=9",
        "<title>TITLE</title><link rel=alternate type='application/rss+xml' title='Степной вестник » Лента' href='/feed'>",
        "<h1>TITLE</h1><a href='/2024/03/05/'>05.03.2024</a>",
        "TEXT",
        "2024-03-05",
        "Степной вестник",
    );
    // The imprint of a registered paper.
    check(
        "https://n.example.com/?p=10",
        "<title>TITLE</title>",
        "<h1>TITLE</h1><div>05.03.2024, 14:20</div>",
        "TEXT<footer>Сетевое издание «Степной вестник» зарегистрировано в 2015 году. При использовании материалов ссылка обязательна.</footer>",
        "2024-03-05",
        "Степной вестник",
    );
}

#[test]
fn universities_and_companies() {
    // A sign that fits the address beats the line of rights of who built the site.
    check(
        "https://lesnoy-universitet.example.com/news/4",
        "<title>TITLE – Новости – Лесной университет</title>",
        "<h1>TITLE</h1><p>Дата публикации: 05.03.2024 14:20. Просмотров: 345</p>",
        "TEXT<footer>© 2024 Студия Ромашка</footer>",
        "2024-03-05",
        "Лесной университет",
    );
    check(
        "https://pointofsail.example.com/4",
        "<title>TITLE - Point of Sail - Sails and repair</title>",
        "<h1>TITLE</h1><p>Tuesday 5th March, 2024</p>",
        "TEXT<footer>Copyright 2026 Seaside Media. All Rights Reserved.</footer>",
        "2024-03-05",
        "Point of Sail",
    );
    // Day, month and year in three boxes.
    check(
        "https://sever.example.com/4",
        "<title>TITLE | АО «Северный лес»</title>",
        "<div class=d><span>05</span><br><span>марта</span><br><span>2024</span></div><h1>TITLE</h1>",
        "TEXT",
        "2024-03-05",
        "АО «Северный лес»",
    );
    // Words over the headline in the same heading.
    check(
        "https://sever.example.com/3",
        "<title>TITLE - Northern Timber</title>",
        "<h1><span>Talks in Suva</span> <b>TITLE</b></h1><p>March 5, 2024</p>",
        "TEXT",
        "2024-03-05",
        "Northern Timber",
    );
    // No day but that of the last change of the article itself.
    check(
        "https://sever.example.com/5",
        "<title>TITLE | Northern Timber</title>",
        "<h1>TITLE</h1><p>Updated: March 05, 2024 10:00 am IST</p>",
        "TEXT",
        "2024-03-05",
        "Northern Timber",
    );
    // What a page's foot says of the site's last change dates no article.
    check(
        "https://sever.example.com/6",
        "<title>TITLE | Northern Timber</title>",
        "<h1>TITLE</h1>",
        "TEXT<p>Visitors: 123</p><p>Links</p><p>Contact</p><footer>Page last updated on 12.03.2025</footer>",
        "-",
        "Northern Timber",
    );
    // Nothing says who publishes: the host.
    check(
        "https://news.example.com/7",
        "<title>TITLE</title>",
        "<h1>TITLE</h1><p>05.03.2024</p>",
        "TEXT",
        "2024-03-05",
        "news.example.com",
    );
}
