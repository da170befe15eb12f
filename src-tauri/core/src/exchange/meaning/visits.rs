//! Sheets of visits: telling them from lists of customers, and what their columns hold.

use crate::exchange::reading::Table;

use super::columns::{Column, KnownField, Target};
use super::headers::find_header;
use super::headings::{Role, normal, role_of};
use super::mappings::propose_mapping;

/// Headings of columns that tell of a visit, written as [`normal`] writes them, parted by spaces.
const DAY: &str = "日期 时间 拜访日期 拜访时间 拜访日 跟进日期 跟进时间 联系日期 联系时间 沟通时间 到访日期 到访时间 记录日期 \
                   date time datetime when visitdate visittime visitedon visited calldate activitydate datum besuchsdatum";
const KIND: &str =
    "方式 类型 拜访方式 拜访类型 跟进方式 联系方式 沟通方式 渠道 kind type method channel visittype activitytype art";
const TEXT: &str = "内容 摘要 拜访内容 跟进内容 沟通内容 拜访记录 跟进记录 沟通记录 记录 情况 拜访情况 结果 小结 \
                    text summary content details subject outcome result whatwassaid inhalt ergebnis";
const AUTHOR: &str = "作者 拜访人 拜访人员 记录人 跟进人 填写人 author by visitedby loggedby createdby visitor rep";

fn is(words: &str, heading: &str) -> bool {
    words.split_whitespace().any(|word| word == heading)
}

/// What a column of a sheet of visits holds by its heading.
fn target_of(heading: &str) -> Option<Target> {
    let normal = normal(heading);
    Some(match role_of(heading) {
        _ if is(DAY, &normal) => Target::LastVisit,
        _ if is(KIND, &normal) => Target::VisitKind,
        _ if is(TEXT, &normal) => Target::VisitText,
        _ if is(AUTHOR, &normal) => Target::VisitAuthor,
        Some(Role::LastVisit) => Target::LastVisit,
        Some(Role::NextFollowup) => Target::NextFollowup,
        Some(Role::Owner | Role::InCharge) => Target::VisitAuthor,
        Some(Role::Note) => Target::VisitText,
        Some(Role::Customer | Role::Company | Role::Person) => Target::Name,
        Some(Role::Mobile | Role::Phone) => Target::Phone,
        Some(Role::Email) => Target::Email,
        Some(Role::Wechat) => Target::Wechat,
        Some(Role::Uid) => Target::Uid,
        _ => return None,
    })
}

/// Proposes what the columns of a sheet of visits hold. What says nothing of a visit, and is no field by which a customer
/// is known, is left out.
#[must_use]
pub fn propose_visits(table: &Table, header: Option<usize>, known_fields: &[KnownField], home: &str) -> Vec<Column> {
    let mut columns = propose_mapping(table, header, known_fields, home);
    let mut taken = Vec::new();
    for column in &mut columns {
        let known = matches!(column.target, Target::Field { .. });
        let target = match target_of(&column.heading) {
            _ if known || column.hidden => continue,
            Some(target) if target == Target::VisitText || !taken.contains(&target) => target,
            _ if header.is_none() && matches!(column.target, Target::Name | Target::Phone | Target::Email) => continue,
            _ => Target::Skip,
        };
        taken.push(target.clone());
        (column.target, column.offered) = (target.clone(), target);
    }
    columns
}

/// Whether the rows of a table look like visits: a customer, the day, and the kind or what was said.
#[must_use]
pub fn holds_visits(table: &Table) -> bool {
    let Some(header) = find_header(table).and_then(|header| table.rows.get(header)) else { return false };
    let headings: Vec<String> = header.cells.iter().map(super::cells::line_of).collect();
    let some = |fits: &dyn Fn(&str) -> bool| headings.iter().any(|heading| fits(heading));
    some(&|heading| is(DAY, &normal(heading)))
        && some(&|heading| is(KIND, &normal(heading)) || is(TEXT, &normal(heading)))
        && some(&|heading| matches!(target_of(heading), Some(Target::Name | Target::Phone | Target::Uid)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::reading::{Cell, Row};

    fn table(rows: &[&[&str]]) -> Table {
        let row = |(at, cells): (usize, &&[&str])| Row {
            number: u32::try_from(at).unwrap() + 1,
            hidden: false,
            merged_title: false,
            cells: cells.iter().map(|text| Cell::Text((*text).into())).collect(),
        };
        Table { rows: rows.iter().enumerate().map(row).collect(), ..Table::default() }
    }

    #[test]
    fn a_sheet_of_visits_is_told_from_a_list_of_customers() {
        let visits = table(&[
            &["客户名称", "拜访时间", "方式", "内容", "拜访人", "下次跟进"],
            &["剑翼五金店", "2025-03-05 13:30", "电话", "催款", "李敏", "2025-04-01"],
        ]);
        assert!(holds_visits(&visits));
        let targets: Vec<Target> =
            propose_visits(&visits, Some(0), &[], "CN").into_iter().map(|column| column.target).collect();
        let expected = [
            Target::Name,
            Target::LastVisit,
            Target::VisitKind,
            Target::VisitText,
            Target::VisitAuthor,
            Target::NextFollowup,
        ];
        assert_eq!(targets, expected);
        assert!(holds_visits(&table(&[&["Customer", "Date", "Summary"], &["Ada", "2025-03-05", "Sent samples"]])));
        for headings in [
            &["客户名称", "最近拜访日期", "备注"][..],
            &["客户名称", "首次成交日期", "等级"],
            &["日期", "方式", "内容"],
            &["Customer", "Last visit", "Notes"],
        ] {
            assert!(!holds_visits(&table(&[headings, &["剑翼五金店", "2025-03-05", "x12345"]])), "{headings:?}");
        }
    }
}
