/** The document's title, with the state first: "Confirm it’s you – Brightmeter – Central Access Register". */
export function PageTitle({ parts }: { parts: (string | null)[] }) {
  return <title>{parts.filter(Boolean).join(' – ')}</title>;
}
