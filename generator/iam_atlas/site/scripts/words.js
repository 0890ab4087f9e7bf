// What scripts say, in the language of the page.

const JAPANESE = {
  "Copied.": "コピーしました。",
  "Copy as CSV": "CSV としてコピー",
  "Could not copy: download it instead.": "コピーできませんでした。ダウンロードしてください。",
  "Download CSV": "CSV をダウンロード",
  "Filter": "絞り込み",
  "{rows} accounts, {columns} columns": "アカウント {rows}、列 {columns}",
  "account, caller, role, condition": "アカウント、呼び出し元、ロール、条件",
};

export const say = (english) =>
  (document.documentElement.lang.startsWith("ja") ? JAPANESE[english] : undefined) ?? english;
