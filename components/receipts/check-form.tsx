'use client';

import { useId, type ChangeEvent, type SubmitEvent } from 'react';
import type { CheckWords } from './words';

interface CheckFormProps {
  onText: (text: string) => void;
  words: CheckWords;
}

/** No receipt is anywhere near as long; a film chosen by mistake is not read. */
const MOST_BYTES = 1024 * 1024;

/** Takes a receipt as a file, which is checked at once, or as pasted text. */
export function CheckForm({ onText, words }: CheckFormProps) {
  const id = useId();
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    if (!file) return;
    void file.slice(0, MOST_BYTES).text().then(onText);
    // The same file chosen again is checked again.
    target.value = '';
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = new FormData(event.currentTarget).get('receipt');
    onText(typeof text === 'string' ? text : '');
  };
  return (
    <>
      <label htmlFor={`${id}-file`} className="block font-semibold">
        {words.file}
      </label>
      <p id={`${id}-hint`} className="mt-1 text-soft">
        {words.fileHint}
      </p>
      <input
        id={`${id}-file`}
        type="file"
        accept=".jwt,.json,.txt,application/jose,application/json,text/plain"
        aria-describedby={`${id}-hint`}
        onChange={choose}
        className="mt-3 block w-full rounded-lg border-2 border-edge bg-sunk p-3 file:mr-4 file:min-h-11 file:rounded-lg file:border-2 file:border-main file:bg-main file:px-4 file:font-semibold file:text-main-ink"
      />
      <details className="mt-6">
        <summary className="min-h-8 font-medium text-anchor">{words.paste}</summary>
        <form onSubmit={submit} className="mt-3">
          <label htmlFor={`${id}-text`} className="block font-semibold">
            {words.pasteLabel}
          </label>
          <textarea
            id={`${id}-text`}
            name="receipt"
            rows={5}
            spellCheck={false}
            autoComplete="off"
            className="mt-2 block w-full rounded-lg border-2 border-edge bg-card p-3 font-mono text-sm"
          />
          <button type="submit" className="button button-main mt-4">
            {words.button}
          </button>
        </form>
      </details>
    </>
  );
}
