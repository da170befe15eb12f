use std::path::Path;

use serde_json::Value;

use super::*;
use crate::exchange::reading::read as read_file;

fn data(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/data/contacts").join(name)
}

fn source(text: &str) -> Source {
    let mut go_on = |_, _| true;
    let mut progress = Progress::new(1, &mut go_on);
    read("a.vcf".into(), text.as_bytes().to_vec(), &ReadOptions::default(), &mut progress).unwrap()
}

/// Every cell as `heading: text`, card by card.
fn cards(source: &Source) -> Vec<Vec<String>> {
    let texts = |row: &Row| -> Vec<String> {
        row.cells.iter().map(|cell| if let Cell::Text(text) = cell { text.clone() } else { String::new() }).collect()
    };
    let (header, rows) = source.table.rows.split_first().unwrap();
    let headings = texts(header);
    let told = |row: &Row| {
        let cells = headings.iter().zip(texts(row)).filter(|(_, text)| !text.is_empty());
        cells.map(|(heading, text)| format!("{heading}: {text}")).collect()
    };
    rows.iter().map(told).collect()
}

#[test]
fn each_address_book_has_its_cards_and_their_names() {
    let truth: Value = serde_json::from_slice(&std::fs::read(data("contacts.truth.json")).unwrap()).unwrap();
    let mut all = 0;
    for (file, told) in truth.as_object().unwrap() {
        let source = read_file(&data(file), &ReadOptions::default(), &mut |_, _| true).unwrap();
        assert_eq!(source.format, Format::Cards, "{file}");
        let cards = cards(&source);
        assert_eq!(cards.len() as u64, told["cards"].as_u64().unwrap(), "{file}");
        for (card, name) in cards.iter().zip(told["names"].as_array().unwrap()) {
            let own = card.first().and_then(|first| first.split_once(": ")).map(|(_, name)| name).unwrap();
            match name.as_str() {
                Some(name) => assert_eq!(own, name, "{file}"),
                None => assert!(own.contains('@'), "{file}: called by its address: {own}"),
            }
        }
        all += cards.len();
    }
    assert_eq!(all, 48);
}

#[test]
fn what_has_no_place_goes_into_the_note() {
    let text = "BEGIN:VCARD\nVERSION:3.0\nN:欧阳;娜娜;;;\nORG:红星农场;销售部\nTEL;TYPE=CELL:+86 138 0013 8000\n\
        item1.TEL:010-66668888\nitem1.X-ABLabel:_$!<Work>!$_\nEMAIL:a@b.cn\nX-WECHAT:nana_88\nX-QQ:10001\n\
        URL:https://hongxing.cn\nURL:http://second.cn\nADR:;;建设路5号;大理市;云南;671000;中国\nBDAY:1988-05-12\n\
        NICKNAME:娜姐\nCATEGORIES:老客户,云南\nNOTE:爱喝茶\\n怕辣\nPHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRg==\n\
        item2.X-ABDATE:2010-10-01\nitem2.X-ABLabel:开业\nREV:20200101T000000Z\nEND:VCARD\n";
    let wanted = [
        "客户姓名: 欧阳娜娜",
        "单位: 红星农场 销售部",
        "电话: +86 138 0013 8000; 010-66668888 (Work)",
        "邮箱: a@b.cn",
        "微信: nana_88",
        "网址: https://hongxing.cn",
        "地址: 中国云南大理市建设路5号 671000",
        "生日: 1988-05-12",
        "标签: 老客户,云南",
        "备注: X-QQ: 10001\nURL: http://second.cn\nNICKNAME: 娜姐\n爱喝茶\n怕辣\n开业: 2010-10-01",
    ];
    assert_eq!(cards(&source(text)), [wanted]);
}

#[test]
fn a_card_without_a_name_is_called_by_what_it_has() {
    let card = |lines: &str| format!("BEGIN:VCARD\nVERSION:4.0\n{lines}\nEND:VCARD\n");
    let all = [
        card("N:Müller;Anna;Maria;Dr.;"),
        card("ORG:剑翼五金店"),
        card("TEL;VALUE=uri:tel:+49-30-1234;TYPE=fax"),
        card("BDAY:--0512\nNICKNAME:Zed"),
        card(""),
    ];
    let first: Vec<String> =
        cards(&source(&all.concat())).into_iter().map(|card| card.into_iter().next().unwrap_or_default()).collect();
    assert_eq!(first[..2], ["Customer name: Dr. Anna Maria Müller", "Customer name: 剑翼五金店"]);
    assert!(first[2].starts_with("Customer name: +49-30-1234"), "{first:?}");
    assert_eq!(first[3..], ["Customer name: Zed", ""]);
}

#[test]
fn many_cards_and_broken_ones_cost_only_what_is_broken() {
    let one = "BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=C5=B7=D1=F4\r\nTEL;CELL:13800138000\r\nEND:VCARD\r\n";
    let broken = "BEGIN:VCARD\r\nVERSION:9\r\n:::\r\n;;;=\r\nFN:Ada\r\nPHOTO;ENCODING=BASE64:%%%\r\nBDAY:gestern\r\nTEL:\r\nEND:VCARD\r\n";
    let cards = cards(&source(&format!("{}{broken}", one.repeat(30_000))));
    assert_eq!(cards.len(), 30_001);
    assert_eq!(cards[29_999], ["客户姓名: 欧阳", "电话: 13800138000"]);
    assert!(
        cards[30_000].iter().any(|line| line.ends_with(": Ada"))
            && cards[30_000].iter().any(|line| line.ends_with(": gestern")),
        "{:?}",
        cards[30_000]
    );
}

#[test]
fn a_file_without_a_card_is_none() {
    let mut go_on = |_, _| true;
    let mut progress = Progress::new(1, &mut go_on);
    let done = read("a.vcf".into(), b"BEGIN:VCARDS\nFN:x".to_vec(), &ReadOptions::default(), &mut progress);
    assert_eq!(done, Err(ReadError::NotATable));
}
