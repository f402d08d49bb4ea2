import type { BrowserContext, ConsoleMessage, Page } from '@playwright/test';

/** Chromium logs every answer of 400 and above, even where that status is the page's own, meant one. */
function isStatusOfThePageItself(message: ConsoleMessage): boolean {
  const page = message.page();
  return (
    message.text().startsWith('Failed to load resource') &&
    message.location().url.split('#')[0] === page?.url().split('#')[0]
  );
}

/** Collects what no page may do: console errors, CSP violations among them, and thrown errors. */
export class PageWatch {
  readonly #problems: string[] = [];

  constructor(private readonly allowed: RegExp[]) {}

  watch(context: BrowserContext): void {
    context.on('console', (message) => {
      if (message.type() !== 'error' || isStatusOfThePageItself(message)) return;
      this.#note(message.page(), message.text());
    });
    context.on('weberror', (error) => this.#note(error.page(), String(error.error())));
  }

  /** What was seen and is not allowed. */
  problems(): string[] {
    return this.#problems.filter((problem) => !this.allowed.some((rule) => rule.test(problem)));
  }

  #note(page: Page | null, text: string): void {
    this.#problems.push(`${page?.url() ?? 'a closed page'}: ${text}`);
  }
}
