const words = [
  {
    lang: 'en',
    heading: 'Something went wrong on our side',
    text: 'Nothing was confirmed and nothing is lost. Please try again in a minute. If it keeps happening, go back to the organisation that sent you.',
    again: 'Try again',
  },
  {
    lang: 'cy',
    heading: 'Aeth rhywbeth o’i le ar ein hochr ni',
    text: 'Ni chadarnhawyd dim ac ni chollwyd dim. Rhowch gynnig arall arni ymhen munud. Os yw’n dal i ddigwydd, ewch yn ôl at y sefydliad a’ch anfonodd.',
    again: 'Rhoi cynnig arall arni',
  },
] as const;

/**
 * A fault of ours, in both languages: where the page failed, its language and its catalogue may have
 * failed with it.
 */
export function FaultMessage() {
  return (
    <main className="mx-auto max-w-2xl space-y-10 px-4 py-12 sm:px-6">
      {words.map(({ lang, heading, text, again }) => (
        <section key={lang} lang={lang}>
          {lang === 'en' ? (
            <h1 className="text-3xl leading-tight font-bold tracking-tight">{heading}</h1>
          ) : (
            <h2 className="text-3xl leading-tight font-bold tracking-tight">{heading}</h2>
          )}
          <p className="mt-3 text-lg text-soft">{text}</p>
          <p className="mt-5">
            <button
              type="button"
              className="button button-main"
              onClick={() => window.location.reload()}
            >
              {again}
            </button>
          </p>
        </section>
      ))}
      <title>Error: something went wrong – Gwall: aeth rhywbeth o’i le</title>
    </main>
  );
}
