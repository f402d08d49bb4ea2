import { brotliCompressSync } from 'node:zlib';
import { chromium, type Browser, type BrowserContext, type CDPSession } from '@playwright/test';
import { registerClient } from '../harness/api-client';
import { openCustomerPages, type CustomerPage } from '../harness/callers/customer-pages';
import { chromiumArguments } from '../harness/chromium-arguments';
import { startFakeResend } from '../harness/fake-resend';
import { openMailbox } from '../harness/mailbox';
import { startRegister } from '../harness/start-register';
import { findChromium } from '../scripts/find-chromium.mjs';
import { textTable } from '../scripts/text-table';
import { benchSettings } from './bench-settings';

/** A telephone of some years ago, out in the country. */
const SLOW_DOWN = 4;
const LINE = { bytesPerSecond: 1_600_000 / 8, latencyMs: 150 };
/** Longer than any page of ours goes on moving. */
const SETTLE_MS = 1_000;

export interface PageFigures {
  page: string;
  requests: number;
  /** Bytes as they came over the line. JavaScript within a page is in `html` and, compressed by itself, in `script`. */
  html: number;
  css: number;
  script: number;
  /** Milliseconds from the start until the main button can be pressed, or the page is shown where it has none. */
  usableMs: number;
  layoutShift: number;
}

interface Seen {
  usableMs?: number;
  shift: number;
}

/**
 * Runs in the page, before anything of it: notes in which frame its button could first be pressed. As text, since
 * what compiles this file would put names of its own into a function.
 */
const WATCH = `
  window.seen = { shift: 0 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.seen.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  requestAnimationFrame(function look() {
    const button = document.querySelector('.button-main');
    const isDrawn = performance.getEntriesByName('first-contentful-paint').length > 0;
    const isReady = document.readyState !== 'loading' && isDrawn;
    if (isReady && !button?.disabled) window.seen.usableMs = performance.now();
    else requestAnimationFrame(look);
  });
`;

async function slowDown(line: CDPSession): Promise<void> {
  await line.send('Network.enable');
  await line.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: LINE.latencyMs,
    downloadThroughput: LINE.bytesPerSecond,
    uploadThroughput: LINE.bytesPerSecond,
  });
  await line.send('Emulation.setCPUThrottlingRate', { rate: SLOW_DOWN });
}

/** Counts what comes over the line, by what it is. */
function countBytes(line: CDPSession) {
  const types = new Map<string, string>();
  const counted = { requests: 0, html: 0, css: 0, script: 0 };
  const places: Record<string, 'html' | 'css' | 'script'> = {
    Document: 'html',
    Stylesheet: 'css',
    Script: 'script',
  };
  line.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type));
  line.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    counted.requests += 1;
    const place = places[types.get(requestId) ?? ''];
    if (place) counted[place] += encodedDataLength;
  });
  return counted;
}

async function measureIn(
  context: BrowserContext,
  origin: string,
  { name, address, browser }: CustomerPage,
): Promise<PageFigures> {
  const url = new URL(address, origin).href;
  const cookies = [...browser.cookies].map(([key, value]) => ({ name: key, value, url: origin }));
  await context.addCookies(cookies);
  const page = await context.newPage();
  const line = await context.newCDPSession(page);
  await slowDown(line);
  const counted = countBytes(line);
  await page.addInitScript(WATCH);
  await page.goto(url);
  await page.waitForFunction(() => (window as { seen?: Seen } & Window).seen?.usableMs);
  await page.waitForTimeout(SETTLE_MS);
  const seen = await page.evaluate(() => (window as { seen?: Seen } & Window).seen);
  const within = await page.evaluate(() =>
    [...document.scripts].map((script) => script.text).join('\n'),
  );
  return {
    page: name,
    ...counted,
    script: counted.script + (within === '' ? 0 : brotliCompressSync(within).length),
    usableMs: seen?.usableMs ?? Number.NaN,
    layoutShift: seen?.shift ?? Number.NaN,
  };
}

async function measureAll(browser: Browser, origin: string, pages: CustomerPage[]) {
  const figures: PageFigures[] = [];
  for (const page of pages) {
    // Nobody has been here before: nothing is cached.
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
    figures.push(await measureIn(context, origin, page));
    await context.close();
  }
  return figures;
}

export function showPages(figures: PageFigures[]): string {
  const rows = figures.map(({ page, requests, html, css, script, usableMs, layoutShift }) => [
    page,
    ...[requests, html, css, script].map(String),
    usableMs.toFixed(0),
    layoutShift.toFixed(3),
  ]);
  const headings = ['', 'requests', 'HTML B', 'CSS B', 'JS B', 'usable ms', 'shift'];
  return textTable(headings, rows);
}

/** What each page of a customer weighs, and how soon it is of use on a slow device and a slow line. */
export async function runPages(): Promise<PageFigures[]> {
  const executablePath = await findChromium();
  const mail = await startFakeResend();
  const register = await startRegister({
    name: 'bench-pages',
    env: { ...benchSettings, ...mail.env },
  });
  const browser = await chromium.launch({
    args: chromiumArguments,
    ...(executablePath === null ? {} : { executablePath }),
  });
  try {
    const { origin } = register;
    const owner = await registerClient(origin, register.admin).createAccount();
    const pages = await openCustomerPages({ origin, owner, mailbox: openMailbox(mail.url) });
    return await measureAll(browser, origin, pages);
  } finally {
    await browser.close();
    await register.stop();
    await mail.close();
  }
}
