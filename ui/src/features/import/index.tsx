/** The import of a file. */
export function ImportPage() {
  return <section style={{ padding: 24 }} />;
}
