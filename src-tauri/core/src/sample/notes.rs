//! What was said: short notes as people type them in front of a door.
//!
//! In a template `{g}` is a good, `{u}` its unit, `{n}` how many, `{p}` its price, `{t}` the sum, `{w}` who was spoken to, `{d}` a day.

use super::Speech;
use super::dice::Dice;
use super::trades::Good;

/// What a visit left behind.
pub(super) struct Note {
    /// The code of the visit's kind.
    pub kind: &'static str,
    /// What was said.
    pub summary: String,
    /// What came of it, or empty.
    pub outcome: String,
}

/// A template: what was said, what came of it.
type Template = (&'static str, &'static str);

const CHINESE_IN_PERSON: &[Template] = &[
    ("送了 {n}{u}{g}，单价 {p} 元，货款当场结清。", "成交 {t} 元"),
    ("{w}说{g}卖得快，再补 {n}{u}。", "补货 {n}{u}"),
    ("报了{g}的价，{p} 元一{u}。{w}嫌贵，说隔壁家便宜两块。", "下次带新报价"),
    ("{w}不在，伙计收了样品，让{d}再来。", ""),
    ("对账，上月还欠 {t} 元，答应{d}前打过来。", "答应付款"),
    ("带了{g}的样品，先试用一周看看。", "留样"),
    ("聊了半小时，孩子今年高考，最近没心思进货。", ""),
    ("问有没有小包装的{g}，要 {n}{u}。", "回去问厂里"),
    ("有两{u}{g}包装破了，同意换新的。", "下次带去换"),
    ("库存还有一半，{d}以后再说。", "暂不订货"),
    ("{w}介绍了隔壁一家，让我顺路去看看。", "转介绍一家"),
    ("新店装修，{d}开业，开业要 {n}{u}{g}。", "意向 {t} 元"),
    ("{g}签了季度价，{p} 元/{u}，量不少于 {n}{u}。", "签协议"),
    ("店里只有老板娘在，不管进货，留了价目表。", ""),
    ("看了他家仓库，{g}快见底了，用的还是老牌子。", "可以争取"),
];
const CHINESE_BY_PHONE: &[Template] = &[
    ("{w}电话里说{d}过来拉货，{g} {n}{u}。", "订 {n}{u}"),
    ("发了新价目表，回了个“好的”。", ""),
    ("问{g}到货没有，告诉他{d}到。", ""),
    ("没接，发了消息，说在忙，{d}再联系。", ""),
    ("催款 {t} 元，说{d}一定付。", "答应付款"),
    ("问{g}怎么用，讲了一遍，顺便说了新品。", ""),
    ("提醒续货，{w}要 {n}{u}{g}，按 {p} 元。", "订 {n}{u}"),
];
const CHINESE_DELIVERY: &[Template] = &[
    ("{g} {n}{u}送到，{w}签收，少一张送货单，下次补。", "已送达"),
    ("送{g} {n}{u}，搬到二楼仓库，数量对。", "已送达，收 {t} 元"),
    ("只送到一半，剩下的{d}前补齐。", "欠货"),
];
const ENGLISH_IN_PERSON: &[Template] = &[
    ("Dropped off {n} {u} of {g} at {p} each, paid on the spot.", "Sold {t}"),
    ("{w} says the {g} sell fast and wants {n} more {u}.", "Reorder {n} {u}"),
    ("Quoted {p} for {g}. {w} thinks the shop next door is cheaper.", "Bring a new quote"),
    ("{w} was out, left samples with the counter, come back {d}.", ""),
    ("Went through the account: {t} still open, promised for {d}.", "Promised to pay"),
    ("Left a sample of {g}, they try it for a week.", "Sample left"),
    ("Long chat about the roof and the weather, no order today.", ""),
    ("Two of the {g} were damaged, agreed to swap them.", "Swap next time"),
    ("Still half a store room full; try again {d}.", "No order"),
    ("{w} pointed me to a neighbour who needs {g}.", "Referral"),
    ("New shop opens {d}, will want {n} {u} of {g}.", "Likely {t}"),
];
const ENGLISH_BY_PHONE: &[Template] = &[
    ("{w} rang: needs {n} {u} of {g} by {d}.", "Order {n} {u}"),
    ("Sent the new price list, got a thumbs up.", ""),
    ("No answer, left a message about the {g}.", ""),
    ("Reminded about {t}, will pay {d}.", "Promised to pay"),
    ("Asked how to store the {g}, explained it.", ""),
];
const ENGLISH_DELIVERY: &[Template] = &[
    ("{n} {u} of {g} delivered, {w} signed.", "Delivered"),
    ("Half of the {g} delivered, the rest {d}.", "Some to follow"),
];

const CHINESE_DAYS: &str = "周五 月底 下周二 十五号 中秋 收完稻子 开学 过完年 月初 下个月 周末";
const ENGLISH_DAYS: &str = "on+Friday next+week on+the+15th at+month's+end on+Tuesday after+harvest after+the+holidays";

const CHINESE_NEXT: &[&str] =
    &["", "", "送样品", "问货款", "带新报价", "送 {n}{u}{g}", "回访{g}用得怎样", "确认开业时间", "对账", "补送货单"];
const ENGLISH_NEXT: &[&str] = &[
    "",
    "",
    "Bring samples",
    "Ask about payment",
    "New quote",
    "Deliver {n} {u} of {g}",
    "How are the {g}?",
    "Go through the account",
];

const CHINESE_ABOUT: &[&str] = &[
    "村东头第二家，大门是绿的。",
    "下午去人才在，上午下地。",
    "只收现金，开收据。",
    "爱喝茶，别急着谈价。",
    "狗很凶，先打电话。",
    "从老周那边转过来的。",
    "发票抬头在微信里。",
    "月结，每月 5 号对账。",
    "儿子在管进货，老板只管钱。",
    "停车在后门。",
];
const ENGLISH_ABOUT: &[&str] = &[
    "Gate on the left after the bridge.",
    "Best after four in the afternoon.",
    "Cash only, wants a receipt.",
    "Mind the dog, ring first.",
    "Pays on the 30th.",
    "Deliveries at the back door.",
    "Her brother does the buying.",
];

/// The kinds of visits by how often they happen.
const KINDS: &[(&str, usize)] =
    &[("on_site", 38), ("in_shop", 10), ("phone", 22), ("message", 16), ("delivery", 11), ("email", 2), ("other", 1)];

/// The note of one visit to somebody who is called `who`.
pub(super) fn visit(dice: &mut Dice, speech: Speech, good: Good, who: &str) -> Note {
    let kind = dice.weighted(KINDS);
    let templates = match (kind, speech) {
        ("phone" | "message" | "email", Speech::Chinese) => CHINESE_BY_PHONE,
        ("phone" | "message" | "email", Speech::English) => ENGLISH_BY_PHONE,
        ("delivery", Speech::Chinese) => CHINESE_DELIVERY,
        ("delivery", Speech::English) => ENGLISH_DELIVERY,
        (_, Speech::Chinese) => CHINESE_IN_PERSON,
        (_, Speech::English) => ENGLISH_IN_PERSON,
    };
    let (summary, outcome) = dice.pick(templates);
    let words = Words::draw(dice, speech, good, who);
    Note { kind, summary: words.put_into(summary), outcome: words.put_into(outcome) }
}

/// What the next step is, or empty.
pub(super) fn next_step(dice: &mut Dice, speech: Speech, good: Good) -> String {
    let template = dice.pick(if speech == Speech::Chinese { CHINESE_NEXT } else { ENGLISH_NEXT });
    Words::draw(dice, speech, good, "").put_into(template)
}

/// A remark about the customer.
pub(super) fn about(dice: &mut Dice, speech: Speech) -> &'static str {
    dice.pick(if speech == Speech::Chinese { CHINESE_ABOUT } else { ENGLISH_ABOUT })
}

/// What stands for the letters in a template.
struct Words<'a> {
    good: Good,
    count: i64,
    who: &'a str,
    day: String,
}

impl<'a> Words<'a> {
    fn draw(dice: &mut Dice, speech: Speech, good: Good, who: &'a str) -> Self {
        let count = dice.pick(&[2, 3, 5, 5, 8, 10, 10, 12, 20, 30]);
        let day = dice.word(if speech == Speech::Chinese { CHINESE_DAYS } else { ENGLISH_DAYS }).replace('+', " ");
        Self { good, count, who, day }
    }

    fn put_into(&self, template: &str) -> String {
        let (good, unit, price) = self.good;
        let mut text = String::with_capacity(template.len() + 32);
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let (letter, after) = after.split_once('}').unwrap_or((after, ""));
            match letter {
                "g" => text.push_str(good),
                "u" => text.push_str(unit),
                "n" => text.push_str(&self.count.to_string()),
                "p" => text.push_str(&price.to_string()),
                "t" => text.push_str(&(price * self.count).to_string()),
                "w" => text.push_str(self.who),
                _ => text.push_str(&self.day),
            }
            rest = after;
        }
        text.push_str(rest);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_speaks_of_what_this_customer_buys() {
        let words = Words { good: ("复合肥", "袋", 138), count: 10, who: "老王", day: "月底".into() };
        assert_eq!(
            words.put_into("{w}要 {n}{u}{g}，{p} 元/{u}，{d}付 {t} 元。"),
            "老王要 10袋复合肥，138 元/袋，月底付 1380 元。"
        );
    }

    #[test]
    fn every_template_is_filled_to_the_end() {
        let mut dice = Dice::new(1, 0);
        for speech in [Speech::Chinese, Speech::English] {
            for _ in 0..500 {
                let note = visit(&mut dice, speech, ("flour", "sacks", 16), "Ada");
                let next = next_step(&mut dice, speech, ("flour", "sacks", 16));
                for text in [&note.summary, &note.outcome, &next] {
                    assert!(!text.contains(['{', '}', '+']), "{text}");
                }
                assert!(!note.summary.is_empty(), "a visit says something");
            }
        }
    }
}
