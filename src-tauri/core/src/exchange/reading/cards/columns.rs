//! The columns of an address book.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heading {
    Name,
    Kind,
    Company,
    Title,
    Phone,
    Email,
    Wechat,
    Website,
    Address,
    Birthday,
    Tags,
    Note,
}

impl Heading {
    /// All, in the order of the table.
    pub const ALL: [Self; 12] = [
        Self::Name,
        Self::Kind,
        Self::Company,
        Self::Title,
        Self::Phone,
        Self::Email,
        Self::Wechat,
        Self::Website,
        Self::Address,
        Self::Birthday,
        Self::Tags,
        Self::Note,
    ];

    /// A heading that lists of customers have (see `meaning/headings.rs`), in Chinese for a book of Chinese names.
    pub const fn word(self, is_chinese: bool) -> &'static str {
        let (chinese, english) = match self {
            Self::Name => ("客户姓名", "Customer name"),
            Self::Kind => ("客户性质", "Kind"),
            Self::Company => ("单位", "Company"),
            Self::Title => ("职务", "Job title"),
            Self::Phone => ("电话", "Phone"),
            Self::Email => ("邮箱", "Email"),
            Self::Wechat => ("微信", "WeChat"),
            Self::Website => ("网址", "Website"),
            Self::Address => ("地址", "Address"),
            Self::Birthday => ("生日", "Birthday"),
            Self::Tags => ("标签", "Tags"),
            Self::Note => ("备注", "Note"),
        };
        if is_chinese { chinese } else { english }
    }
}
