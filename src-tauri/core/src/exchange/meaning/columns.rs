//! What each column of a table is taken for.

use serde::{Deserialize, Serialize};

use crate::values::amounts::{AmountStyle, DecimalMark, Unit};
use crate::values::dates::{DateOrder, DateStyle};
use crate::values::field_types::FieldType;

/// Where the values of a column go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum Target {
    /// Nowhere.
    Skip,
    /// The customer's name; several columns are joined.
    Name,
    /// The name of the contact inside the company.
    Contact,
    /// The contact's role.
    ContactRole,
    /// Phones, several in a cell.
    Phone,
    /// E-mail addresses, several in a cell.
    Email,
    /// A WeChat id.
    Wechat,
    /// The address; several columns are joined in their order.
    Address,
    /// A web address.
    Website,
    /// Tags, several in a cell.
    Tags,
    /// The stage.
    Stage,
    /// The owner.
    Owner,
    /// Person or company.
    Kind,
    /// The uid by which the book knows a customer, as its exports write it: who is meant, and nothing to be kept.
    Uid,
    /// The day of the last visit; of rows that are visits, the visit's own day, with its time if there is one.
    LastVisit,
    /// The kind of that visit.
    VisitKind,
    /// What was said in it; several columns are joined by line breaks.
    VisitText,
    /// Whose visit it was.
    VisitAuthor,
    /// The day of the next follow-up.
    NextFollowup,
    /// The birthday.
    Birthday,
    /// The note; several columns are joined by line breaks.
    Note,
    /// A field that is made by the import.
    NewField {
        /// Its label.
        label: String,
        /// Its type.
        field_type: FieldType,
    },
    /// A field that the book has.
    Field {
        /// Its id.
        #[cfg_attr(feature = "bindings", ts(type = "number"))]
        id: i64,
    },
}

/// A user-defined field that the book has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownField {
    /// Its id.
    pub id: i64,
    /// Its label.
    pub label: String,
    /// Its type.
    pub field_type: FieldType,
}

/// One column of a table and how it is to be read. Proposed by `propose_mapping`, changed by the user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Column {
    /// Its place in the table, from 0.
    pub index: usize,
    /// The heading on one line; without a header the letter that a spreadsheet shows (A, B … AA).
    pub heading: String,
    /// Hidden in the workbook.
    #[serde(default)]
    pub hidden: bool,
    /// Where its values go.
    pub target: Target,
    /// Where they would go if the column were not hidden or a running number; otherwise the same as `target`.
    pub offered: Target,
    /// The type of field that would fit its values; none if it is empty.
    #[serde(default)]
    pub guessed_type: Option<FieldType>,
    /// Up to three different values, as shown.
    #[serde(default)]
    pub samples: Vec<String>,
    /// The unit of its bare numbers (金额（万元）).
    #[serde(default)]
    pub unit: Unit,
    /// The order of day, month and year where a date does not tell.
    #[serde(default)]
    pub date_order: DateOrder,
    /// The mark before the fraction of its numbers.
    #[serde(default)]
    pub decimal_mark: DecimalMark,
    /// Its contact points belong to the contact, where exactly one is given (手机, 微信, 联系人邮箱).
    #[serde(default)]
    pub of_contact: bool,
    /// A running number of the list (序号), which says nothing about the customer.
    #[serde(default)]
    pub running_number: bool,
}

impl Column {
    /// How its dates are read.
    #[must_use]
    pub fn date_style(&self, is_1904: bool) -> DateStyle {
        DateStyle { order: self.date_order, is_1904 }
    }

    /// How its amounts are read.
    #[must_use]
    pub fn amount_style(&self) -> AmountStyle {
        AmountStyle { mark: self.decimal_mark, unit: self.unit }
    }
}

/// The letter or letters over a column in a spreadsheet: 0 is A, 26 is AA.
#[must_use]
pub(super) fn letters(index: usize) -> String {
    let (mut rest, mut letters) = (index + 1, Vec::new());
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_without_headings_are_named_as_in_a_spreadsheet() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }

    #[test]
    fn a_target_is_written_plainly() {
        let target = Target::NewField { label: "等级".into(), field_type: FieldType::Choice };
        let written = serde_json::to_string(&target).unwrap();
        assert_eq!(written, r#"{"to":"new_field","label":"等级","field_type":"choice"}"#);
        assert_eq!(serde_json::from_str::<Target>(&written).unwrap(), target);
        assert_eq!(serde_json::to_string(&Target::LastVisit).unwrap(), r#"{"to":"last_visit"}"#);
    }
}
