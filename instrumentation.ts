/** Next calls this once in every server process, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { processWide } = await import('./lib/platform/process-wide');
  const { startRegister } = await import('./lib/jobs/start-register');
  await startRegister();
  await import('./app/v1/every-route');
  const { serveApi } = await import('./lib/http/serve-api');
  processWide('serve-api', () => serveApi);
}
