//! What comes out of files and goes into them.

use std::path::PathBuf;

use super::Which;

/// An import.
#[derive(Debug, clap::Args)]
pub struct Import {
    /// The book
    pub book: PathBuf,
    /// The file: CSV, XLSX, XLS, ODS, vCard
    pub file: PathBuf,
    /// The sheet of a workbook [default: the first with data]
    #[arg(long)]
    pub sheet: Option<String>,
    /// What columns are, as a JSON file; all others as proposed
    #[arg(long, value_name = "M.json")]
    pub map: Option<PathBuf>,
    /// Encoding of a CSV file [default: found]
    #[arg(long)]
    pub encoding: Option<String>,
    /// Delimiter of a CSV file [default: found]
    #[arg(long)]
    pub delimiter: Option<String>,
    /// Row of the headings, 0 for none [default: found]
    #[arg(long, value_name = "ROW")]
    pub header_row: Option<u32>,
    /// What becomes of customers who are in the book already
    #[arg(long, value_enum, default_value_t = Existing::Add)]
    pub existing: Existing,
    /// What they are known by: uid, phone, email, wechat, name, name-and-contact or field:LABEL; may be repeated, the first
    /// that fits decides [default: uid, phone, email, wechat, name]
    #[arg(long = "match", value_name = "KEY")]
    pub match_by: Vec<String>,
    /// With --existing update: an empty cell empties the field or birthday
    #[arg(long)]
    pub empty_clears: bool,
    /// Rows are visits, not customers: whose they are is told by a name, a phone or a number
    #[arg(long, conflicts_with = "visits")]
    pub rows_are_visits: bool,
    /// Another sheet of the workbook whose rows are visits; it comes along in the same step
    #[arg(long, value_name = "SHEET")]
    pub visits: Option<String>,
    /// What the columns of that sheet are, as a JSON file
    #[arg(long, value_name = "M.json", requires = "visits")]
    pub visits_map: Option<PathBuf>,
    /// Only tell what would happen
    #[arg(long)]
    pub dry_run: bool,
}

/// What becomes of customers who are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Existing {
    /// Nobody is looked for: each row is a new customer
    Add,
    /// They stay as they are
    Leave,
    /// They are changed to what the file says
    Update,
    /// They are changed, and nobody is added
    UpdateOnly,
}

impl Existing {
    /// As the door names it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Leave => "leave",
            Self::Update => "update",
            Self::UpdateOnly => "update_only",
        }
    }
}

/// A look at whom somebody else has, too.
#[derive(Debug, clap::Args)]
pub struct Conflicts {
    /// The book
    pub book: PathBuf,
    /// A list (CSV, XLSX, XLS, ODS, vCard), or the marks that somebody else's book wrote
    pub file: PathBuf,
    /// With marks: the secret that both know
    #[arg(long)]
    pub secret: Option<String>,
}

/// Marks of all customers, for somebody who compares their book with them.
#[derive(Debug, clap::Args)]
pub struct Marks {
    /// The book
    pub book: PathBuf,
    /// The file; replaced if it is there
    pub file: PathBuf,
    /// The secret that both know [default: a new one, which is printed]
    #[arg(long)]
    pub secret: Option<String>,
}

/// An export.
#[derive(Debug, clap::Args)]
pub struct Export {
    /// The book
    pub book: PathBuf,
    /// The file; its ending says how, unless --format does. Replaced if it is there
    #[arg(required_unless_present = "bi")]
    pub file: Option<PathBuf>,
    /// csv (UTF-8 for Excel), csv-gbk, xlsx, jsonl, vcf, pdf; json for the whole book [default: by the file's ending]
    #[arg(long, value_enum)]
    pub format: Option<ExportFormat>,
    /// Which customers, in which order
    #[command(flatten)]
    pub which: Which,
    /// name, kind, contact, phone, email, wechat, address, website, tags, stage, owner, last_visit, next_followup, visits,
    /// birthday, note, created, uid or field:LABEL; may be repeated [default: all, and all fields]
    #[arg(long = "column", value_name = "COLUMN")]
    pub columns: Vec<String>,
    /// Write a star schema into this folder: SQLite, CSV and Parquet
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["file", "format", "rule", "tag", "stage", "segment", "sort", "columns"])]
    pub bi: Option<PathBuf>,
    /// With --bi: what becomes of names, phones, notes and the like
    #[arg(long, value_enum, default_value_t = PersonalData::Omit, requires = "bi")]
    pub personal: PersonalData,
    /// With --bi: only customers that were changed after this change number
    #[arg(long, value_name = "NUMBER", requires = "bi")]
    pub since: Option<i64>,
}

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum ExportFormat {
    /// UTF-8 with a mark, for Excel
    Csv,
    /// GBK
    CsvGbk,
    /// A workbook
    Xlsx,
    /// Everything of each customer, one a line
    Jsonl,
    /// The whole book, to be imported into an empty one
    Json,
    /// An address book for phones: vCard 3.0
    Vcf,
    /// vCard 4.0
    Vcf4,
    /// A list on paper
    Pdf,
}

/// What becomes of personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum PersonalData {
    /// Left out
    Omit,
    /// Told apart, but not what it is
    Hash,
    /// There
    Include,
}

/// The card of a customer, as PDF.
#[derive(Debug, clap::Args)]
pub struct CardPaper {
    /// The book
    pub book: PathBuf,
    /// Id, uid:… or exact name
    pub customer: String,
    /// The file; replaced if it is there
    pub file: PathBuf,
    /// The size of the pages
    #[arg(long, value_enum, default_value_t = Size::A4)]
    pub size: Size,
}

/// Address labels, as PDF.
#[derive(Debug, clap::Args)]
pub struct Labels {
    /// The book
    pub book: PathBuf,
    /// The file; replaced if it is there
    pub file: PathBuf,
    /// Which customers, in which order
    #[command(flatten)]
    pub which: Which,
    /// The sheet that is in the printer
    #[arg(long, value_enum, default_value_t = Sheet::A4By24)]
    pub sheet: Sheet,
    /// So many labels of the first sheet are used up
    #[arg(long, default_value_t = 0)]
    pub skip: u32,
}

/// The size of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Size {
    /// 210 × 297 mm
    A4,
    /// 8.5 × 11 inches
    Letter,
}

impl Size {
    /// As the door names it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::Letter => "letter",
        }
    }
}

/// A sheet of labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Sheet {
    /// A4, 3 × 8 of 70 × 37 mm
    #[value(name = "a4-24")]
    A4By24,
    /// A4, 3 × 7 of 63.5 × 38.1 mm
    #[value(name = "a4-21")]
    A4By21,
    /// A4, 2 × 7 of 99.1 × 38.1 mm
    #[value(name = "a4-14")]
    A4By14,
    /// Letter, 3 × 10 of 2⅝ × 1 inches
    #[value(name = "letter-30")]
    LetterBy30,
}

impl Sheet {
    /// As the door names it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::A4By24 => "a4_by24",
            Self::A4By21 => "a4_by21",
            Self::A4By14 => "a4_by14",
            Self::LetterBy30 => "letter_by30",
        }
    }
}
