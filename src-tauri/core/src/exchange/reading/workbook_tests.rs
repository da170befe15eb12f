//! Workbooks of several makers, written by hand for what the samples do not have.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::bomb_tests::{Part, sheet, workbook};
use super::*;

fn first(bytes: Vec<u8>) -> Source {
    read_bytes("客户.xlsx", bytes, &ReadOptions::default()).unwrap()
}

fn cells(source: &Source) -> &[Cell] {
    &source.table.rows[0].cells
}

fn text(text: &str) -> Cell {
    Cell::Text(text.into())
}

#[test]
fn shared_inline_and_rich_strings_are_text() {
    let strings = Part(
        "xl/sharedStrings.xml",
        "<sst>",
        "<si><t>张三</t></si><si><r><t>李</t></r><r><rPr><b/></rPr><t>四 &amp; 子</t></r><rPh sb=\"0\" eb=\"1\"><t>li</t></rPh></si>",
        1,
        "</sst>",
    );
    let rows = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>王五</t></is></c><c r="D1" t="str"><f>A1</f><v>张三</v></c></row>"#;
    let source = first(workbook(&[
        strings,
        Part("xl/worksheets/sheet1.xml", "<worksheet><sheetData>", rows, 1, "</sheetData></worksheet>"),
    ]));
    assert_eq!(cells(&source), [text("张三"), text("李四 & 子"), text("王五"), text("张三")]);
}

#[test]
fn formulas_count_by_their_stored_result() {
    let source = first(sheet(
        r#"<row r="1"><c r="A1"><f>SUM(B1:B9)</f></c><c r="B1"><f>1+1</f><v>2</v></c><c r="C1" t="b"><v>1</v></c><c r="D1" t="e"><v>#N/A</v></c></row>"#,
    ));
    assert_eq!(cells(&source), [Cell::Empty, Cell::Number(2.0), Cell::Bool(true), Cell::Error("#N/A".into())]);
}

#[test]
fn a_cell_that_nobody_can_read_costs_that_cell() {
    let source = first(sheet(
        r##"<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><v>#FIELD!</v></c><c r="C1" t="b"><v>maybe</v></c><c r="D1" t="n"><v>NaNa</v></c><c r="E1"><v>5</v></c></row><row r="2"><c r="A2"><v>6</v></c></row>"##,
    ));
    let error = |text: &str| Cell::Error(text.into());
    assert_eq!(
        cells(&source),
        [Cell::Number(1.0), error("#FIELD!"), error("maybe"), error("#VALUE!"), Cell::Number(5.0)]
    );
    assert_eq!(source.table.rows[1].cells, [Cell::Number(6.0)], "the rows behind it are read");
}

#[test]
fn numbers_formatted_as_dates_are_dates_in_the_calendar_of_the_workbook() {
    let styles = r##"<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="171" formatCode="#,##0.00&quot;元&quot;"/></numFmts>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="31"/><xf numFmtId="171"/></cellXfs></styleSheet>"##;
    let rows = r#"<row r="1"><c r="A1" s="0"><v>45356</v></c><c r="B1" s="1"><v>45356</v></c><c r="C1" s="2"><v>45356.5</v></c><c r="D1" s="3"><v>45356</v></c><c r="E1" s="4"><v>45356</v></c><c r="F1" t="d"><v>2024-03-05</v></c></row>"#;
    let made = |is_1904: bool| {
        let properties = if is_1904 { r#"<workbookPr date1904="1"/>"# } else { "" };
        let book = format!(
            r#"<workbook>{properties}<sheets><sheet name="客户" sheetId="1" r:id="rId1"/></sheets></workbook>"#
        );
        first(workbook(&[
            Part("xl/workbook.xml", &book, "", 0, ""),
            Part("xl/styles.xml", styles, "", 0, ""),
            Part("xl/worksheets/sheet1.xml", "<worksheet><sheetData>", rows, 1, "</sheetData></worksheet>"),
        ]))
    };
    for is_1904 in [false, true] {
        let source = made(is_1904);
        let date = |serial| Cell::Date { serial, is_1904 };
        let iso = Cell::Date { serial: 45_356.0, is_1904: false };
        assert_eq!(
            cells(&source),
            [Cell::Number(45_356.0), date(45_356.0), date(45_356.5), date(45_356.0), Cell::Number(45_356.0), iso]
        );
        assert_eq!(source.table.is_1904, is_1904);
    }
}

#[test]
fn columns_and_rows_of_no_size_are_hidden() {
    let rows = r#"<row r="2" ht="0" customHeight="1"><c r="A2"><v>1</v></c><c r="C2"><v>3</v></c></row><row r="4"><c r="B4"><v>2</v></c></row>"#;
    let start = r#"<worksheet><cols><col min="1" max="1" width="0" customWidth="1"/><col min="3" max="16384" hidden="1"/></cols><sheetData>"#;
    let source = first(workbook(&[Part("xl/worksheets/sheet1.xml", start, rows, 1, "</sheetData></worksheet>")]));
    assert_eq!(source.table.hidden_columns, [0, 2], "as far as there are cells");
    let rows: Vec<(u32, bool)> = source.table.rows.iter().map(|row| (row.number, row.hidden)).collect();
    assert_eq!(rows, [(1, false), (2, true), (3, false), (4, false)], "numbers are the sheet's own");
}

#[test]
fn a_workbook_without_values_is_empty_and_a_hidden_sheet_is_the_last_choice() {
    let empty = read_bytes("x.xlsx", sheet(r#"<row r="1"><c r="A1" s="1"/></row>"#), &ReadOptions::default());
    assert_eq!(empty, Err(ReadError::EmptyFile));
    let book = r#"<workbook><sheets><sheet name="客户" sheetId="1" state="hidden" r:id="rId1"/></sheets></workbook>"#;
    let source = first(workbook(&[
        Part("xl/workbook.xml", book, "", 0, ""),
        Part(
            "xl/worksheets/sheet1.xml",
            "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>",
            "",
            0,
            "",
        ),
    ]));
    assert_eq!((source.sheet.as_deref(), source.sheets[0].hidden), (Some("客户"), true));
}

fn ods(content: &str, kind: &str, manifest: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("mimetype", kind), ("content.xml", content), ("META-INF/manifest.xml", manifest)] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const SPREADSHEET: &str = "application/vnd.oasis.opendocument.spreadsheet";

#[test]
fn an_open_document_is_read_like_the_others() {
    let content = r#"<office:document-content><office:automatic-styles><style:style style:name="ta2"><style:table-properties table:display="false"/></style:style></office:automatic-styles>
        <table:table table:name="选项" table:style-name="ta2"><table:table-row><table:table-cell office:value-type="string"><text:p>A</text:p></table:table-cell></table:table-row></table:table>
        <table:table table:name="客户" table:style-name="ta1"><table:table-column/><table:table-column table:visibility="collapse"/><table:table-column table:number-columns-repeated="16382"/>
        <table:table-row><table:table-cell office:value-type="string"><text:p>区域</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>编号</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>日期</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>
        <table:table-row><table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>北<text:s/>京</text:p><text:p>二</text:p><office:annotation><text:p>remark</text:p></office:annotation></table:table-cell><table:table-cell office:value-type="float" office:value="13800005578"><text:p>1.38E+10</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2024-03-05"><text:p>5.3.24</text:p></table:table-cell></table:table-row>
        <table:table-row table:visibility="filter"><table:covered-table-cell/><table:table-cell office:value-type="boolean" office:boolean-value="true"/></table:table-row>
        <table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        </table:table></office:document-content>"#;
    let source = first(ods(content, SPREADSHEET, "<m/>"));
    let sheet = |name: &str, hidden, rows| SheetInfo { name: name.into(), hidden, rows };
    assert_eq!(source.sheets, [sheet("选项", true, 1), sheet("客户", false, 5)]);
    let rows: Vec<u32> = source.table.rows.iter().map(|row| row.number).collect();
    assert_eq!(rows, [1, 2, 3, 4, 5]);
    let date = Cell::Date { serial: 45_356.0, is_1904: false };
    assert_eq!(source.table.rows[3].cells, [text("北 京\n二"), Cell::Number(13_800_005_578.0), date]);
    assert_eq!(source.table.rows[4].cells, [text("北 京\n二"), Cell::Bool(true)], "the block holds in its second row");
    assert!(source.table.rows[4].hidden);
    assert_eq!(source.table.hidden_columns, [1]);
}

#[test]
fn an_open_document_that_repeats_a_value_a_billion_times_is_refused() {
    let content = r#"<office:document-content><table:table table:name="x"><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/></table:table-row></table:table></office:document-content>"#;
    let read =
        read_bytes("x.ods", ods(content, SPREADSHEET, "<m/>"), &ReadOptions::default()).map(|source| source.sheets);
    assert_eq!(read, Err(ReadError::TooLarge { what: "cells", limit: MOST_CELLS }));
}

#[test]
fn other_open_documents_and_protected_ones_are_told() {
    let of = |bytes| read_bytes("x.ods", bytes, &ReadOptions::default()).map(|source| source.sheets);
    assert_eq!(
        of(ods("<x/>", "application/vnd.oasis.opendocument.text", "<m/>")),
        Err(ReadError::UnknownFormat { found: "office" })
    );
    assert_eq!(of(ods("<x/>", SPREADSHEET, "<manifest:encryption-data/>")), Err(ReadError::Protected));
    assert_eq!(of(ods("<office:document-content><table:table", SPREADSHEET, "<m/>")), Err(ReadError::Damaged));
}

#[test]
fn other_archives_are_named() {
    let of = |name: &str| {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(b"<x/>").unwrap();
        read_bytes("x.xlsx", zip.finish().unwrap().into_inner(), &ReadOptions::default()).map(|source| source.sheets)
    };
    for (name, found) in [
        ("word/document.xml", "docx"),
        ("ppt/presentation.xml", "pptx"),
        ("xl/workbook.bin", "xlsb"),
        ("photo.jpg", "zip"),
    ] {
        assert_eq!(of(name), Err(ReadError::UnknownFormat { found }));
    }
}
